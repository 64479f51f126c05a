import { existsSync, readFileSync } from 'node:fs';
import type { Row } from '../../src/search/index.ts';
import { seriesOf } from './chinese.ts';
import type { Random } from './random.ts';

/** Real names of spacecraft, stars and planets: data that a clone may lack. */
const FILE = new URL('../../../shared/data/names.tsv', import.meta.url);

/** Rows for benchmarks, and in words where they come from. */
export interface NameSet {
  readonly rows: readonly Row[];
  readonly source: string;
}

const STEMS =
  "Tianwen Chang'e Shenzhou Voyager Pioneer Mariner Venera Cassini Juno Rosetta Hayabusa Luna Surveyor Explorer Vanguard Cosmos Kepler Gliese Proxima Barnard Wolf Lalande Aquila Cygnus Pegasus Andromeda Draco Hercules Perseus Carina Vela Puppis Corvus Lyra Ophiuchus Serpens Aldebaran Antares Arcturus Bellatrix Capella Deneb Fomalhaut Pollux Procyon Regulus Rigel Sirius Spica Vega Yaogan Gaofen Beidou Shijian Fengyun Meteor Molniya Progress Zenit Resurs Intelsat Galaxy Telstar Anik Palapa Sputnik".split(
    ' ',
  );

/** Syllables of real words: made-up words are put together from beginnings and endings of them. */
function makeUp(random: Random): string {
  const [start, end] = [random.pick(STEMS), random.pick(STEMS).toLowerCase()];
  const word = start.slice(0, 2 + random.below(4)) + end.slice(-3 - random.below(3));
  const tails = [
    ` ${1 + random.below(40)}`,
    `-${1 + random.below(9999)}`,
    ` ${random.pick(STEMS)}`,
    ` ${random.pick([...'bcdef'])}`,
  ];
  return word + random.pick(['', ...tails]);
}

function readReal(): readonly Row[] {
  if (!existsSync(FILE)) return [];
  const lines = readFileSync(FILE, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => line.split('\t')).map(([id, ...names]) => ({ id: id!, names }));
}

/** Names that have a Chinese spelling come first, some of them: without them small sets would have none. */
const FIRST = 40;

function inOrder(rows: readonly Row[], random: Random): readonly Row[] {
  const chinese = random.shuffle(rows.filter(({ names }) => names.some((name) => seriesOf(name) !== undefined)));
  return [...new Set([...chinese.slice(0, FIRST), ...random.shuffle(rows)])];
}

/** Rows with `size` names together: a random choice of the real ones, and made-up ones where they do not suffice. */
export function loadNames(size: number, random: Random): NameSet {
  const rows: Row[] = [];
  const taken = new Set<string>();
  let count = 0;
  const add = (id: string, spellings: readonly string[]) => {
    const names = spellings.filter((name) => !taken.has(name.toLowerCase())).slice(0, size - count);
    for (const name of names) taken.add(name.toLowerCase());
    if (names.length > 0) rows.push({ id, names });
    count += names.length;
  };
  for (const { id, names } of inOrder(readReal(), random)) add(id, names);
  const real = count;
  while (count < size) add(`made-up:${count}`, [makeUp(random)]);
  return { rows, source: `${real} real names, ${count - real} made up` };
}
