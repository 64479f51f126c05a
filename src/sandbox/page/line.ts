import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  APIApplicationCommandOptionChoice,
} from 'discord-api-types/v10';
import type { DeedOption, State } from '../protocol.ts';

/** An option that holds a value, out of subcommands and groups. */
export type Option = APIApplicationCommandBasicOption;

/** A command that can be sent: a whole command, or one subcommand. */
export interface Leaf {
  command: APIApplicationCommand;
  /** What it may be typed as, without the slash: in English, and in the reader's language if that differs. */
  names: string[];
  describe: Pick<APIApplicationCommand, 'description' | 'description_localizations'>;
  options: Option[];
  /** The group and subcommand on the way to it, as interaction data nests them. */
  trail: { name: string; type: number }[];
}

/** One option's text in a line, with the place of that text. */
export interface Piece {
  option: Option;
  text: string;
  start: number;
  end: number;
}

/** A line that names a command, cut into the options' texts. */
export interface Typed {
  leaf: Leaf;
  pieces: Piece[];
}

/** What was picked from a list: the text it stands as in the line, and the value it stands for. */
export type Picks = ReadonlyMap<string, { text: string; value: string | number }>;

const SUBCOMMAND_GROUP = 2;
const CHAT_INPUT = 1;

/** All commands that can be typed, subcommands each on their own. */
export function leavesOf(commands: APIApplicationCommand[], locale: string): Leaf[] {
  return commands
    .filter(({ type }) => type === CHAT_INPUT)
    .flatMap((command) => unfold(command, { command, names: namesOf(command, locale), trail: [] }, locale));
}

type Stem = Pick<Leaf, 'command' | 'names' | 'trail'>;
type Node = APIApplicationCommand | APIApplicationCommandOption;

function unfold(node: Node, stem: Stem, locale: string): Leaf[] {
  const options = ('options' in node && node.options) || [];
  const below = options.filter(({ type }) => type <= SUBCOMMAND_GROUP);
  if (below.length === 0) return [{ ...stem, describe: node, options: options as Option[] }];
  return below.flatMap((option) => {
    const names = namesOf(option, locale).flatMap((name, index) => `${stem.names[index] ?? stem.names[0]} ${name}`);
    return unfold(option, { ...stem, names, trail: [...stem.trail, { name: option.name, type: option.type }] }, locale);
  });
}

/** English first; the reader's own second, if there is one. */
function namesOf(node: Pick<Node, 'name' | 'name_localizations'>, locale: string): string[] {
  const own = (node.name_localizations as Record<string, string | null> | null | undefined)?.[locale];
  return own && own !== node.name ? [node.name, own] : [node.name];
}

/**
 * Reads a line as a person types it: `/mission tianwen2`, `/search far side samples kind:finding`. What follows the command's
 * name goes to its first required option (else its first); further options come as `name:value`, a value ending at the next one.
 */
export function readLine(line: string, leaves: Leaf[], picks: Picks): Typed | undefined {
  let best: { leaf: Leaf; length: number } | undefined;
  for (const leaf of leaves) {
    for (const name of leaf.names) {
      if (name.length + 1 > (best?.length ?? 0) && isNamed(line, name)) best = { leaf, length: name.length + 1 };
    }
  }
  return best && { leaf: best.leaf, pieces: readPieces(line, best.length, best.leaf.options, picks) };
}

const isNamed = (line: string, name: string) =>
  line.startsWith(`/${name}`) && /^(?:\s|$)/.test(line.slice(name.length + 1));

function readPieces(line: string, from: number, options: Option[], picks: Picks): Piece[] {
  const first = options.find(({ required }) => required) ?? options[0];
  if (!first) return [];
  const marks = [{ option: first, at: from, start: from }, ...marksIn(line, from, options, picks)];
  const pieces = marks.map(({ option, start }, index) =>
    pieceAt(line, option, start, marks[index + 1]?.at ?? line.length),
  );
  return pieces[0]!.text || pieces.length === 1 ? pieces : pieces.slice(1);
}

function marksIn(line: string, from: number, options: Option[], picks: Picks) {
  let masked = line;
  for (const { text } of picks.values()) if (text) masked = masked.replaceAll(text, '\u0000'.repeat(text.length));
  return [...masked.matchAll(/\s([^\s:]+):/gu)].flatMap((match) => {
    const option = options.find(({ name }) => name === match[1]!.toLowerCase());
    return option && match.index >= from ? [{ option, at: match.index, start: match.index + match[0].length }] : [];
  });
}

function pieceAt(line: string, option: Option, from: number, to: number): Piece {
  const raw = line.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  return { option, text: raw.trim(), start, end: Math.max(start, from + raw.trimEnd().length) };
}

/** The line with one option's text replaced; an option that is not in it yet is added at the end. */
export function writePiece(line: string, typed: Typed, option: Option, text: string): string {
  const piece = typed.pieces.find((other) => other.option === option);
  if (!piece) return `${line.trimEnd()} ${option.name}:${text}`;
  const gap = /\s|:/.test(line[piece.start - 1] ?? '') ? '' : ' ';
  return line.slice(0, piece.start) + gap + text + line.slice(piece.end);
}

/** The required options that a line lacks. */
export const missing = ({ leaf, pieces }: Typed): Option[] =>
  leaf.options.filter((option) => option.required && !pieces.some((piece) => piece.option === option && piece.text));

type Value = string | number | boolean | undefined;
const number = (text: string, isFit: (value: number) => boolean): Value =>
  text !== '' && isFit(Number(text)) ? Number(text) : undefined;

/** By option type: the value that a text stands for, or undefined when it is none. */
const VALUES: Record<number, (text: string, state: State) => Value> = {
  4: (text) => number(text, Number.isSafeInteger),
  5: (text) => ({ true: true, yes: true, 是: true, false: false, no: false, 否: false })[text.toLowerCase()],
  6: (text, { people }) => idOf(text, people),
  7: (text, { channels }) => idOf(text, channels),
  8: (text, { roles }) => idOf(text, roles),
  9: (text, { people, roles }) => idOf(text, [...people, ...roles]),
  10: (text) => number(text, Number.isFinite),
  11: () => undefined,
};

function idOf(text: string, known: { id: string; name: string }[]): string | undefined {
  const name = text.replace(/^[#@]/, '').toLowerCase();
  return known.find((one) => one.name.toLowerCase() === name)?.id ?? /^(?:<[#@][!&]?)?(\d{5,20})>?$/.exec(text)?.[1];
}

/** The value of a piece, or undefined when its text fits neither its option's type nor its choices. */
export function readValue({ option, text }: Piece, picks: Picks, state: State): Value {
  const picked = picks.get(option.name);
  if (picked && picked.text === text) return picked.value;
  const choices = 'choices' in option ? (option.choices as APIApplicationCommandOptionChoice[] | undefined) : undefined;
  if (choices?.length) return choiceOf(text.toLowerCase(), choices)?.value;
  return (VALUES[option.type] ?? ((plain: string) => plain))(text, state);
}

const choiceOf = (text: string, choices: APIApplicationCommandOptionChoice[]) =>
  choices.find(({ name, name_localizations, value }) =>
    [name, String(value), ...Object.values(name_localizations ?? {})].some((label) => label?.toLowerCase() === text),
  );

/** Interaction data of a line; what does not fit its type goes as the text itself, for the server to judge (or to complete). */
export function toOptions(typed: Typed, picks: Picks, state: State, focused?: Piece): DeedOption[] {
  const options = typed.pieces
    .filter((piece) => piece.text || piece === focused)
    .map((piece): DeedOption => {
      const { name, type } = piece.option;
      if (piece === focused) return { name, type, value: piece.text, focused: true };
      return { name, type, value: readValue(piece, picks, state) ?? piece.text };
    });
  return typed.leaf.trail.reduceRight(
    (inner, { name, type }): DeedOption[] => [{ name, type, options: inner }],
    options,
  );
}
