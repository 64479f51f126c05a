import { DatabaseSync } from 'node:sqlite';
import uFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { createAligner } from '../../src/search/distance.ts';
import { createIndex, type Row, searchKey } from '../../src/search/index.ts';
import { likeness, likenessOfWords } from '../../src/search/likeness.ts';
import { type Reading, read } from '../../src/search/normalise.ts';

/** What a system answers: ids, best first, and whether it would answer with any of them. */
export interface Answer {
  readonly ids: readonly string[];
  readonly answers: boolean;
}

export interface Peer {
  readonly name: string;
  /** Milliseconds of queries after which it is stopped; none means that it runs all queries. */
  readonly cap?: number;
  build(rows: readonly Row[]): (query: string) => Answer;
}

const FIVE = 5;
/** Names looked at to get five ids: an id may have a dozen names. */
const NAMES = 60;

interface Flat {
  id: string;
  name: string;
}

const flatten = (rows: readonly Row[]): Flat[] => rows.flatMap(({ id, names }) => names.map((name) => ({ id, name })));

function firstIds(ids: Iterable<string>): Answer {
  const first = [...new Set(ids)].slice(0, FIVE);
  return { ids: first, answers: first.length > 0 };
}

export const wentian: Peer = {
  name: 'wentian',
  build(rows) {
    const index = createIndex(rows);
    return (query) => {
      const hits = index.find(query, FIVE);
      return { ids: hits.map(({ id }) => id), answers: hits.some(({ guarded }) => !guarded) };
    };
  },
};

const fuse: Peer = {
  name: 'fuse.js',
  cap: 40_000,
  build(rows) {
    const names = flatten(rows);
    const searcher = new Fuse(names.map(({ name }) => name));
    return (query) => firstIds(searcher.search(query, { limit: NAMES }).map(({ refIndex }) => names[refIndex]!.id));
  },
};

const minisearch: Peer = {
  name: 'minisearch',
  cap: 20_000,
  build(rows) {
    const names = flatten(rows);
    const searcher = new MiniSearch({ fields: ['name'], searchOptions: { fuzzy: 0.2, prefix: true } });
    searcher.addAll(names.map(({ name }, id) => ({ id, name })));
    return (query) =>
      firstIds(
        searcher
          .search(query)
          .slice(0, NAMES)
          .map(({ id }) => names[id as number]!.id),
      );
  },
};

const ufuzzy: Peer = {
  name: 'uFuzzy on keys',
  cap: 20_000,
  build(rows) {
    const names = flatten(rows);
    const keys = names.map(({ name }) => searchKey(name));
    const searcher = new uFuzzy({ intraMode: 1 });
    return (query) => {
      const [found, , order] = searcher.search(keys, searchKey(query), 0, 5000);
      const ranked = order ? order.map((at) => found![at]!) : (found ?? []);
      return firstIds(ranked.slice(0, NAMES).map((at) => names[at]!.id));
    };
  },
};

/** Ranks names by the engine's own likeness, which is also what the other candidates' sources are judged by. */
function createRanking(names: readonly Flat[]) {
  const align = createAligner();
  const readings = names.map(({ name }) => read(name));
  const compare = (one: Reading, other: Reading) =>
    Math.max(likeness(one, other, align), likenessOfWords(one, other, align));
  return (query: string, candidates: Iterable<number>): Answer => {
    const asked = read(query);
    if (asked.key === '') return { ids: [], answers: false };
    const scored = Array.from(candidates, (at) => ({ at, score: compare(asked, readings[at]!) }));
    const near = scored
      .filter(({ score }) => score > 0.5)
      .sort((a, b) => b.score - a.score || names[a.at]!.name.length - names[b.at]!.name.length);
    return firstIds(near.map(({ at }) => names[at]!.id));
  };
}

const fts5: Peer = {
  name: 'FTS5 trigram + OSA',
  cap: 20_000,
  build(rows) {
    const names = flatten(rows);
    const rank = createRanking(names);
    const database = new DatabaseSync(':memory:');
    database.exec("create virtual table names using fts5(key, tokenize = 'trigram')");
    const insert = database.prepare('insert into names (rowid, key) values (?, ?)');
    database.exec('begin');
    names.forEach(({ name }, at) => {
      insert.run(at, searchKey(name));
    });
    database.exec('commit');
    const select = database.prepare('select rowid from names where key match ? order by rank limit 96');
    return (query) => {
      const key = searchKey(query);
      const grams = Array.from({ length: Math.max(0, key.length - 2) }, (_, at) => `"${key.slice(at, at + 3)}"`);
      if (grams.length === 0) return { ids: [], answers: false };
      return rank(
        query,
        select.all(grams.join(' OR ')).map(({ rowid }) => rowid as number),
      );
    };
  },
};

/** Every name compared: what the distance itself can reach, and what proposing candidates may lose of it. */
export const ceiling: Peer = {
  name: 'OSA of every name',
  cap: 60_000,
  build(rows) {
    const names = flatten(rows);
    const rank = createRanking(names);
    return (query) => rank(query, names.keys());
  },
};

export const peers: readonly Peer[] = [wentian, fuse, minisearch, ufuzzy, fts5, ceiling];
