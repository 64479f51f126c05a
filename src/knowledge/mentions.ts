import { tokens } from '../search/normalise.ts';
import type { Entry } from './entry.ts';

/** Where a text names an entry, and how many characters of it the name takes. */
export interface Mention {
  entry: Entry;
  at: number;
  length: number;
}

/** Names entries inside a text. */
export interface MentionIndex {
  mentions(text: string): Mention[];
  /** The entries that a text names outright, in the order of their first mention. */
  mentioned(text: string): Entry[];
}

/** The entries of some mentions, in the order of their first. */
export function mentionedIn(mentions: readonly Mention[]): Entry[] {
  const ordered = mentions.toSorted((a, b) => a.at - b.at || b.length - a.length);
  return [...new Set(ordered.map(({ entry }) => entry))];
}

const HAN_NAME = /^[\p{Script=Han}\p{N}\-·－]+$/u;
const SHORTEST = 3;

interface Name {
  entry: Entry;
  words: readonly string[];
  /** A name in Han characters is looked for as it is written: there are no spaces around it. */
  written?: string;
}

function namesOf(entry: Entry): Name[] {
  const { en, zh, pinyin, aliases } = entry.names;
  return [en, zh, ...(pinyin ? [pinyin] : []), ...aliases]
    .filter((name) => name.length >= SHORTEST || HAN_NAME.test(name))
    .map((name) => ({ entry, words: tokens(name), ...(HAN_NAME.test(name) && { written: name }) }));
}

/** Where `words` begin among `text`'s words, all of them in a row; -1 if they do not. */
function placeOf(words: readonly string[], text: readonly string[]): number {
  if (words.length === 0) return -1;
  const isNumbered = words.some((word) => DIGITS.test(word));
  return text.findIndex((_, at) => {
    const isAnother = !isNumbered && DESIGNATION.test(text[at + words.length] ?? '');
    return !isAnother && words.every((word, offset) => text[at + offset] === word);
  });
}

const DIGITS = /\d/;
/** A number that would make it another's name; a year does not. */
const DESIGNATION = /^\d{1,3}$/;
const NUMBER = /^(?:[第\s]?[0-9０-９一二三四五六七八九十百]+[号號]?)/;

/** Where a Han name stands as it is written, unless a number behind it makes it another's ("夸父二号" is not 夸父). */
function writtenAt(written: string, text: string, name: readonly string[], words: readonly string[]): number {
  const at = text.indexOf(written);
  if (at < 0) return placeOf(name, words);
  return NUMBER.test(text.slice(at + written.length)) && !/[\d一二三四五六七八九十]/.test(written) ? -1 : at;
}

/** Finds names by their normalised words, so a number is never part of a longer one and every spelling of it counts. */
export function createMentionIndex(entries: readonly Entry[]): MentionIndex {
  const names = entries.flatMap(namesOf);
  function mentions(text: string): Mention[] {
    const words = tokens(text);
    return names.flatMap(({ entry, words: name, written }) => {
      const at = written === undefined ? placeOf(name, words) : writtenAt(written, text, name, words);
      return at < 0 ? [] : [{ entry, at, length: name.join('').length }];
    });
  }
  return { mentions, mentioned: (text) => mentionedIn(mentions(text)) };
}
