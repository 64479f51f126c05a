import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/config.ts';

/** From the ground up. A file may import from a lower floor or from its own folder; `#bot` is the front door of `src/bot`. */
const floors = [
  ['src/clock.ts'],
  ['src/text.ts', 'src/dates.ts', 'src/log.ts', 'src/loop.ts', 'src/limits.ts', 'src/search', 'src/sandbox'],
  ['src/knowledge'],
  ['src/ask', 'src/reply', 'src/pictures', 'src/store'],
  ['src/outbox.ts', 'src/delivery.ts'],
  ['src/moderation', 'src/daily'],
  ['src/bot'],
  ['commands', 'src/discord'],
  [
    'src/config.ts',
    'src/http.ts',
    'src/terminal.ts',
    'src/exit.ts',
    'src/build.ts',
    'src/database.ts',
    'src/serve.ts',
    'src/main.ts',
    'src/cli.ts',
    'src/transfer.ts',
    'src/asking.ts',
    'src/registration.ts',
    'src/check.ts',
    'src/rehearsal.ts',
  ],
];

const filesIn = (pattern: string) => globSync(pattern, { cwd: root }).map((file) => file.split(sep).join('/'));
const files = filesIn('{src,commands}/**/*.ts');

const roomOf = (file: string) => floors.flat().find((room) => file === room || file.startsWith(`${room}/`));
const floorOf = (file: string) => floors.findIndex((rooms) => rooms.includes(roomOf(file) ?? ''));

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g;

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(IMPORT)].flatMap(([, target = '']) => {
    if (target.startsWith('.'))
      return [
        normalize(join(dirname(file), target))
          .split(sep)
          .join('/'),
      ];
    return target === '#bot' ? ['src/bot/index.ts'] : [];
  });
}

const folderOf = (file: string) => (/^src\/[^/]+$/.test(file) ? `src, floor ${floorOf(file)}` : roomOf(file));

test('every file stands on a floor', () => {
  expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
});

test.each(files)('%s imports downwards only', (file) => {
  for (const target of importsOf(file)) {
    const fine = floorOf(target) < floorOf(file) || folderOf(target) === folderOf(file);
    expect(fine, `${file} → ${target}`).toBe(true);
  }
});

test('commands import #bot alone', () => {
  for (const file of files.filter((name) => name.startsWith('commands/'))) {
    const foreign = [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)]
      .map(([, target]) => target)
      .filter((target) => target !== '#bot');
    expect(foreign, file).toEqual([]);
  }
});

test('no imports go round in a circle', () => {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    expect(trail.includes(file), [...trail, file].join(' → ')).toBe(false);
    if (done.has(file)) return;
    for (const target of importsOf(file)) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of [...files, ...filesIn('bench/**/*.ts')]) visit(file, []);
});

test('only config.ts reads the environment, only the discord rooms know discord.js', () => {
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8');
    if (file !== 'src/config.ts') expect(source, file).not.toMatch(/process\.env/);
    if (!file.startsWith('src/discord/')) expect(source, file).not.toMatch(/from 'discord\.js'/);
  }
});
