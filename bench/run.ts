import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Table } from './runner/benchmark.ts';
import { format } from './runner/table.ts';

const folder = new URL('./', import.meta.url);

/** Every other file beside this one is a benchmark and its name is the file's; their parts are in folders. */
async function discover(): Promise<readonly string[]> {
  const files = await readdir(folder);
  const names = files.filter((file) => file.endsWith('.ts')).map((file) => basename(file, '.ts'));
  return names.filter((name) => name !== 'run').sort();
}

async function load(name: string): Promise<Benchmark> {
  return ((await import(new URL(`${name}.ts`, folder).href)) as { default: Benchmark }).default;
}

/** Those named, or all but the long ones. */
async function choose(named: readonly string[]): Promise<ReadonlyMap<string, Benchmark>> {
  const known = await discover();
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No benchmark ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  const loaded = new Map<string, Benchmark>();
  for (const name of named.length > 0 ? named : known) loaded.set(name, await load(name));
  return named.length > 0 ? loaded : new Map([...loaded].filter(([, benchmark]) => !benchmark.long));
}

async function write(file: string, benchmark: string, { title, rows }: Table): Promise<void> {
  await appendFile(file, rows.map((row) => `${JSON.stringify({ benchmark, table: title, ...row })}\n`).join(''));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' }, seed: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  if (values.json) await writeFile(values.json, '');
  for (const [name, benchmark] of await choose(positionals)) {
    console.log(`\n# ${name}: ${benchmark.describe}`);
    for await (const table of benchmark.run({ seed: Number(values.seed) })) {
      console.log(format(table));
      if (values.json) await write(values.json, name, table);
    }
  }
}

await main();
