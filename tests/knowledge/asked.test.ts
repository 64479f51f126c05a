import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { ceres } from '../ceres.ts';
import { makeFolder } from '../folders.ts';

const vocabulary = `
units: {}
attributes:
  class: { label: { en: Class, zh: 类别 } }
`;

const directory = makeFolder();
for (const folder of ['bodies', 'asked']) mkdirSync(join(directory, folder));
writeFileSync(join(directory, 'attributes.yaml'), vocabulary);
writeFileSync(join(directory, 'bodies', 'ceres.yaml'), ceres());
const ask = (text: string, id = 'ceres') => writeFileSync(join(directory, 'asked', `${id}.yaml`), text);

describe('questions that facts answer, in a file beside the entry’s', () => {
  test('are the fact’s that they name', () => {
    ask('- { fact: class, en: [what is ~], zh: [~是什么] }\n');
    const { asked } = loadKnowledge(directory).taught!();
    expect(asked.get('ceres')!.get('class')).toEqual({ en: ['what is ~'], zh: ['~是什么'] });
  });

  test('must name one', () => {
    ask('- { fact: class }\n- { fact: Ceres is a moon. }\n');
    expect(() => loadKnowledge(directory)).toThrow(/asked\/ceres\.yaml:2: \[1\]\.fact: no fact of ceres says this/);
    ask('');
  });

  test('must have an entry', () => {
    ask('[]');
    ask('[]', 'vesta');
    expect(() => loadKnowledge(directory)).toThrow(/asked\/vesta\.yaml: there is no entry of this name/);
  });

  test('do not stand in the entry’s own file', () => {
    const inline = ceres().replace('    sources: [iau]', '    sources: [iau]\n    asked: { en: [what is ~] }');
    writeFileSync(join(directory, 'bodies', 'ceres.yaml'), inline);
    expect(() => loadKnowledge(directory)).toThrow(/ceres\.yaml:\d+: facts\[0\]: .*asked/);
  });
});
