import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../src/config.ts';
import { listenSandbox } from '../src/sandbox/index.ts';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { makeFolder } from './folders.ts';

const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;

/** Nothing of the surroundings but what is needed to run; `.env` of the folder is not read from elsewhere. */
function start(file: 'main' | 'cli', args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const cwd = makeFolder();
  const flags = ['--disable-warning=ExperimentalWarning', join(root, 'src', `${file}.ts`), ...args];
  return spawn(process.execPath, flags, {
    cwd,
    env: { PATH, NODE_COMPILE_CACHE, HTTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  child.stdout!.on('data', (data) => (out += data));
  child.stderr!.on('data', (data) => (err += data));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

const run = (file: 'main' | 'cli', args: readonly string[], env?: Record<string, string>) =>
  ended(start(file, args, env));

async function printedBy(child: ChildProcess, wanted: RegExp): Promise<string> {
  let text = '';
  for await (const data of child.stdout!) {
    text += data;
    if (wanted.test(text)) return text;
  }
  throw new Error(`ended before it printed ${wanted}: ${text}`);
}

const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789';

describe.concurrent('what must be mended ends with 2 and one line', () => {
  const cases: readonly [string, Record<string, string>, RegExp][] = [
    ['an invalid port', { HTTP_PORT: 'eighty' }, /^HTTP_PORT: expected a number/],
    ['a port out of range', { HTTP_PORT: '-1' }, /^HTTP_PORT: expected a number from 0 .* to 65535/],
    ['an invalid level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL: expected one of/],
    ['an invalid database', { DATABASE_URL: 'mysql://x' }, /^DATABASE_URL: expected file:PATH or postgres:/],
    ['a token in quotes', { DISCORD_TOKEN: '"abc def"' }, /^DISCORD_TOKEN: is not a bot token/],
    ['no token in production', { NODE_ENV: 'production' }, /^DISCORD_TOKEN: is missing/],
    ['no token on a public address', { HTTP_HOST: '0.0.0.0' }, /^DISCORD_TOKEN: is missing/],
    ['no database there', { DATABASE_URL: 'postgres://127.0.0.1:1/x' }, /^DATABASE_URL: PostgreSQL: .*ECONNREFUSED/],
    ['a database in no folder', { DATABASE_URL: 'file:/dev/null/x' }, /^DATABASE_URL: \/dev\/null\/x cannot be opened/],
    ['no knowledge', { KNOWLEDGE_DIR: '/nowhere' }, /^\/nowhere\/attributes.yaml: cannot be read/],
  ];
  test.each(cases)('%s', async (_, env, line) => {
    const { code, err } = await run('main', [], env);
    expect(err).toMatch(line);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const { code, err } = await run('main', [], { HTTP_PORT: String(port) });
    server.close();
    expect(err).toMatch(new RegExp(`^HTTP_PORT: port ${port} is taken`));
    expect(code).toBe(2);
  });

  test('a token that Discord refuses', async () => {
    const sandbox = await listenSandbox();
    const { code, err } = await run('main', [], { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: sandbox.api });
    await sandbox.close();
    expect(err).toMatch(/^DISCORD_TOKEN: Discord refuses it/);
    expect(err).not.toContain(TOKEN);
    expect(code).toBe(2);
  });

  test('a server that the bot is not in', async () => {
    const sandbox = await listenSandbox({ token: TOKEN });
    const env = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: sandbox.api, DEV_GUILD_ID: '123456789012345678' };
    const { code, err } = await run('main', [], env);
    await sandbox.close();
    expect(err).toMatch(/^DEV_GUILD_ID: Discord refuses it/);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('a bad entry: file, line, field and what was expected', async () => {
    const directory = makeFolder();
    cpSync(join(root, 'knowledge'), directory, { recursive: true });
    writeFileSync(
      join(directory, 'bodies', 'nowhere.yaml'),
      'kind: body\nid: nowhere\nnames: { en: Nowhere, zh: 无 }\nsummary: Nothing.\nfacts:\n  - attr: class\n    value: 2025-02-30\n    confidence: sure\n    sources: [none]\nsources: {}\n',
    );
    const { code, err } = await run('main', [], { KNOWLEDGE_DIR: directory });
    expect(err).toMatch(/bodies\/nowhere\.yaml:8: facts\[0\]\.confidence: .*"reported"/);
    expect(code).toBe(2);
  });

  test('an unknown command of the command line', async () => {
    expect((await run('cli', ['bogus'])).code).toBe(2);
  });
});

describe.concurrent('a running bot', () => {
  test('starts without a token, serves its page and health, and stops when told', async () => {
    const child = start('main', []);
    const text = await printedBy(child, /Open (http:\S+)/);
    const origin = /Open (http:\S+)/.exec(text)![1]!;
    const status = async (path: string) => (await fetch(`${origin}${path}`)).status;
    expect(await Promise.all(['/', '/healthz', '/readyz', '/metrics', '/nothing'].map(status))).toEqual([
      200, 200, 200, 200, 404,
    ]);
    child.kill('SIGTERM');
    expect((await ended(child)).code).toBe(0);
  });

  test('with a token it answers at the address it is given, and offers no sandbox', async () => {
    const sandbox = await listenSandbox({ token: TOKEN });
    const child = start('main', [], { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: sandbox.api });
    const text = await printedBy(child, /"origin":"[^"]+"/);
    const origin = /"origin":"([^"]+)"/.exec(text)![1]!;
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect((await fetch(`${origin}/`)).status).toBe(404);
    child.kill('SIGTERM');
    const { code, out } = await ended(child);
    expect(code).toBe(0);
    expect(text + out).not.toContain(TOKEN);
    await sandbox.close();
  });
});

describe.concurrent('the command line', () => {
  test('a bare name prints its card, plain where it is piped', async () => {
    const { code, out } = await run('cli', ['ask', 'tianwen2']);
    expect(code).toBe(0);
    expect(out).toContain('Tianwen-2 天问二号');
    expect(out).toContain('2 Jul 2025');
    expect(out).not.toMatch(/\u001b|\*\*|\\/);
  });

  test('registers the commands once, and says so', async () => {
    const sandbox = await listenSandbox({ token: TOKEN });
    const env = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: sandbox.api };
    expect(await run('cli', ['register'], env)).toMatchObject({
      code: 0,
      out: 'The commands are registered everywhere.\n',
    });
    expect(await run('cli', ['register'], env)).toMatchObject({
      code: 0,
      out: 'Discord has the same commands everywhere already.\n',
    });
    await sandbox.close();
    expect(await run('cli', ['register'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^DISCORD_TOKEN: is missing/),
    });
  });

  test('in Chinese where the question is', async () => {
    expect((await run('cli', ['ask', '嫦娥6号'])).out).toContain('2024年10月11日');
  });

  test('copies a database, says what was copied, and refuses what cannot be', async () => {
    const folder = makeFolder();
    const [from, to] = [`file:${join(folder, 'from.sqlite')}`, `file:${join(folder, 'new', 'to.sqlite')}`];
    expect(await run('cli', ['db', 'copy', from, to])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^there is no /),
    });
    const store = await openStore(from);
    await migrate(store);
    await store.query(`insert into budgets (name, next) values ('send', 1)`);
    await store.close();
    const { code, out } = await run('cli', ['db', 'copy', from, to]);
    expect(code).toBe(0);
    expect(out).toMatch(/^budgets +1 {2}[0-9a-f]{16}$/m);
    expect(await run('cli', ['db', 'copy', from, to])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/not empty/),
    });
    expect((await run('cli', ['db', 'copy', 'mysql://x', to])).code).toBe(2);
    const backup = join(folder, 'backup.sqlite');
    expect((await run('cli', ['db', 'backup', backup], { DATABASE_URL: from })).code).toBe(0);
    expect(await run('cli', ['db', 'backup', backup], { DATABASE_URL: from })).toMatchObject({ code: 2 });
  });
});
