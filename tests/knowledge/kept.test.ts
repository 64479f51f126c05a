import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/kept.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { ceres } from '../ceres.ts';
import { makeFolder } from '../folders.ts';

const vocabulary = `
units: {}
attributes:
  class: { label: { en: Class, zh: 类别 } }
`;

describe('entries that were read before', () => {
  const directory = makeFolder();
  const kept = makeFolder();
  const write = (name: string) => writeFileSync(join(directory, 'bodies', 'ceres.yaml'), ceres(name));
  const read = () => readKnowledge(directory, kept).entries.map(({ names }) => names.en);

  beforeAll(() => {
    mkdirSync(join(directory, 'bodies'));
    writeFileSync(join(directory, 'attributes.yaml'), vocabulary);
    write('Ceres');
    read();
  });

  test('are the same as read from their files', () => {
    expect(readdirSync(kept)).toHaveLength(1);
    const [again, fresh] = [readKnowledge(directory, kept), loadKnowledge(directory)];
    expect(again.entries).toEqual(fresh.entries);
    expect(again.vocabulary).toEqual(fresh.vocabulary);
    expect(again.taught!()).toEqual(fresh.taught!());
  });

  test('are read anew as soon as a file has changed', () => {
    write('Vesta');
    expect(read()).toEqual(['Vesta']);
  });

  test('are read anew where what was kept cannot be read', () => {
    for (const name of readdirSync(kept)) writeFileSync(join(kept, name, 'entries'), 'broken');
    expect(read()).toEqual(['Vesta']);
  });

  test('have what was made of them beside them, until they change', () => {
    const made = (value: string) => readKnowledge(directory, kept).keep!('made', () => value);
    expect([made('first'), made('second')]).toEqual(['first', 'first']);
    write('Pallas');
    expect(made('third')).toBe('third');
    write('Vesta');
  });

  test('are read each time where nothing can be kept', () => {
    expect(readKnowledge(directory, '/dev/null/kept').entries).toHaveLength(1);
  });

  test('are not kept without end', () => {
    for (let at = 0; at < 12; at++) {
      write(`Name ${at}`);
      expect(read()).toEqual([`Name ${at}`]);
    }
    expect(readdirSync(kept)).toHaveLength(8);
  });

  test.each(['vesta.yml', 'vesta.YAML'])('are read anew, and refused, where a file is called %s', (name) => {
    const file = join(directory, 'bodies', name);
    writeFileSync(file, ceres('Vesta'));
    expect(read).toThrow(`${file}: is not read, for its name ends in .${name.split('.')[1]}: rename it to vesta.yaml`);
    rmSync(file);
    expect(read()).toEqual(['Name 11']);
  });
});
