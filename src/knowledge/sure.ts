import { searchKey, tokens } from '../search/normalise.ts';
import type { Entry } from './entry.ts';

/** What the name index says of one entry. */
interface Likeness {
  score: number;
  guarded: boolean;
  /** The name that was met. */
  name: string;
}

/** A name this like the query, and this much of it given, is an answer; less is a suggestion ("apollo" is no crater). */
export const SURE = 0.8;
const GIVEN = 0.6;
/** All of a name, its numerals perhaps read otherwise (“changesix”). */
const WHOLE = 0.995;

/** One Han sign and a number: a short form such as 长五, whose one sign is all that tells rockets from probes (嫦五). */
const SHORT_FORM = /^(\p{Script=Han})[\d〇零一二三四五六七八九十]+[号號]?$/u;

const numbersOf = (text: string) => tokens(text).filter((word) => /^\d/.test(word));

/** The number at a Han name's end; without its counter 号, the end of so short a name would be a word. */
const numberOf = (name: string) => numbersOf(name.trim().replace(/[号號]?$/, '号')).join(' ');

/** A short form sounds like others: the entry must have a name that is written with its sign and has its number. */
function isWrittenSo(query: string, { names }: Entry): boolean {
  const sign = SHORT_FORM.exec(query.trim())?.[1];
  if (sign === undefined) return true;
  const number = numberOf(query);
  return [names.zh, ...names.aliases].some((name) => name.includes(sign) && numberOf(name) === number);
}

/** Enough of the name is there, and no number of it is missing: Hayabusa is not Hayabusa2. */
function isGiven(query: string, name: string): boolean {
  const given = numbersOf(query);
  return (
    searchKey(query).length >= GIVEN * searchKey(name).length &&
    numbersOf(name).every((number) => given.includes(number))
  );
}

/** Whether a query names an entry well enough to be answered with it; what only comes near is offered. */
export function isSure(query: string, entry: Entry, { score, guarded, name }: Likeness): boolean {
  if (guarded || score < SURE || !isWrittenSo(query, entry)) return false;
  return score >= WHOLE || isGiven(query, name);
}

/** Words that say what kind of thing a name is, and nothing of which one. */
const GENERIC = /\b(?:the|mission|probe|spacecraft|satellite)\b|任务|任務|探测器|探測器|卫星|衛星|航天器/giu;

/** A query without words such as “mission”; the same query where it has none, or nothing else. */
export function withoutGeneric(query: string): string {
  const name = query.replace(GENERIC, ' ').trim();
  return name === '' ? query : name;
}
