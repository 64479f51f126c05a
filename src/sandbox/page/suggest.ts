import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import type { State } from '../protocol.ts';
import { type Leaf, type Option, type Picks, type Piece, readLine, type Typed, toOptions, writePiece } from './line.ts';
import type { View } from './view.ts';

/** One thing that the composer offers, and the line that picking it makes. */
export interface Suggestion {
  label: string;
  detail?: string;
  line: string;
  /** For an option's value: what is remembered with the line. */
  pick?: { option: Option; text: string; value: string | number };
  /** The option whose file is still to be chosen. */
  file?: Option;
}

interface Choice {
  label: string;
  value: string | number;
}

const MOST = 25;
const ATTACHMENT = 11;
const CHOOSE_FILE = { en: 'Choose a file…', zh: '选择文件……' };

/** The commands that a line may become, those that begin with it first; none once a command's name is followed by a space. */
export function suggestCommands(line: string, leaves: Leaf[], view: View): Suggestion[] {
  const query = line.slice(1).toLowerCase();
  if (
    !line.startsWith('/') ||
    readLine(line, leaves, new Map())?.leaf.names.every((name) => line.length > name.length + 1)
  )
    return [];
  const fit = leaves.filter((leaf) => rank(leaf, query) < 3).sort((a, b) => rank(a, query) - rank(b, query));
  return fit.map((leaf) => commandSuggestion(leaf, view));
}

/** 0 for the very name, 1 for its beginning, 2 for a part of it, 3 for none. */
const rank = ({ names }: Leaf, query: string): number =>
  Math.min(...names.map((name) => (name === query ? 0 : name.startsWith(query) ? 1 : name.includes(query) ? 2 : 3)));

function commandSuggestion(leaf: Leaf, view: View): Suggestion {
  const name = leaf.names.at(-1)!;
  const detail = view.localized(leaf.describe.description ?? '', leaf.describe.description_localizations);
  return { label: `/${name}`, detail, line: `/${name}${leaf.options.length ? ' ' : ''}` };
}

/** The piece that is being typed: the last one that begins at or before the caret. */
export const currentPiece = (typed: Typed, caret: number): Piece | undefined =>
  typed.pieces.findLast(({ start }) => start <= caret) ?? typed.pieces[0];

/** Values for the piece that are known here: static choices, yes or no, people, roles and channels; for a file, the way to choose one. */
export function suggestValues(line: string, typed: Typed, piece: Piece, view: View): Suggestion[] {
  if (piece.option.type === ATTACHMENT) return [{ label: view.say(CHOOSE_FILE), line, file: piece.option }];
  const query = piece.text.toLowerCase().replace(/^[#@]/, '');
  const fit = choicesOf(piece.option, view).filter(({ label }) => label.toLowerCase().includes(query));
  return fit.slice(0, MOST).map((choice) => valueSuggestion(choice, line, typed, piece.option));
}

/** By option type: what the page itself knows. */
const KNOWN: Record<number, (state: State) => Choice[]> = {
  5: () => [
    { label: 'true', value: 'true' },
    { label: 'false', value: 'false' },
  ],
  6: ({ people }) => named('@', people),
  7: ({ channels }) =>
    named(
      '#',
      channels.filter(({ kind }) => kind === 'text'),
    ),
  8: ({ roles }) => named('@', roles),
  9: ({ people, roles }) => named('@', [...people, ...roles]),
};

const named = (mark: string, all: { id: string; name: string }[]): Choice[] =>
  all.map(({ id, name }) => ({ label: mark + name, value: id }));

function choicesOf(option: Option, view: View): Choice[] {
  if ('choices' in option && option.choices) return option.choices.map((choice) => localChoice(choice, view));
  return KNOWN[option.type]?.(view.state()) ?? [];
}

const localChoice = ({ name, name_localizations, value }: APIApplicationCommandOptionChoice, view: View): Choice => ({
  label: view.localized(name, name_localizations),
  value,
});

function valueSuggestion({ label, value }: Choice, line: string, typed: Typed, option: Option): Suggestion {
  return {
    label,
    line: writePiece(line, typed, option, label),
    ...(option.type !== 5 && { pick: { option, text: label, value } }),
  };
}

/** Asks the bot for values of the piece; nothing when it fails, since free text is always allowed. */
export async function askValues(
  line: string,
  typed: Typed,
  piece: Piece,
  picks: Picks,
  view: View,
): Promise<Suggestion[]> {
  const options = toOptions(typed, picks, view.state(), piece);
  const outcome = await view.act({ type: 'autocomplete', command: typed.leaf.command.id, options });
  if (outcome.type !== 'choices') return [];
  const choices = outcome.choices.map(({ name, name_localizations, value }) => ({
    label: view.localized(name, name_localizations),
    value,
  }));
  return choices.slice(0, MOST).map((choice) => valueSuggestion(choice, line, typed, piece.option));
}

/** Options that the line does not have yet, offered where a new word begins after a value. */
export function suggestOptions(line: string, typed: Typed, piece: Piece, view: View): Suggestion[] {
  const word = /\s(\S*)$/.exec(line);
  if (!word || !piece.text || word.index < piece.start) return [];
  const free = typed.leaf.options.filter((option) => !typed.pieces.some((other) => other.option === option));
  return free
    .filter(({ name }) => name.startsWith(word[1]!.toLowerCase()))
    .map((option) => ({
      label: `${option.name}:`,
      detail: view.localized(option.description, option.description_localizations),
      line: `${line.slice(0, word.index)} ${option.name}:`,
    }));
}
