import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Runs a script in a process of its own, until it says something; it ends with this process, however that ends. */
export async function start(script: URL, args: readonly string[]): Promise<ChildProcess> {
  const flags = ['--disable-warning=ExperimentalWarning', fileURLToPath(script)];
  const child = spawn(process.execPath, [...flags, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout!, 'readable');
  return child;
}

export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}
