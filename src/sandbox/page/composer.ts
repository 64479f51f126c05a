import type { APIApplicationCommand } from 'discord-api-types/v10';
import { h } from './dom.ts';
import {
  type Leaf,
  leavesOf,
  missing,
  type Option,
  type Picks,
  readLine,
  readValue,
  type Typed,
  toOptions,
  writePiece,
} from './line.ts';
import { createListbox } from './listbox.ts';
import { drawPills } from './pills.ts';
import { askValues, currentPiece, type Suggestion, suggestCommands, suggestOptions, suggestValues } from './suggest.ts';
import { complaint, type View } from './view.ts';

const DEBOUNCE_MS = 150;

/** What the composer needs of the page: the commands for this person and place, and plain messages' way out. */
export interface ComposerPlace {
  commands: () => APIApplicationCommand[];
  post: (content: string) => Promise<string | undefined>;
  upload: (file: File) => Promise<{ id?: string; message?: string }>;
}

interface Composer extends ComposerPlace {
  view: View;
  input: HTMLTextAreaElement;
  alert: HTMLElement;
  pills: HTMLElement;
  listbox: ReturnType<typeof createListbox>;
  /** With the line's text, all the composer's state. */
  picks: Map<string, Picks extends ReadonlyMap<string, infer Pick> ? Pick : never>;
  /** Counts what was asked for, so that an answer that comes late is dropped. */
  turn: number;
}

/** The text box with its suggestions and option pills. */
export function createComposer(view: View, place: ComposerPlace) {
  const label = view.say({ en: 'Message', zh: '消息 Message' });
  const input = h('textarea', {
    rows: 1,
    'aria-label': label,
    'aria-autocomplete': 'list',
    'aria-controls': 'suggestions',
  });
  const name = view.say({ en: 'Suggestions', zh: '建议 Suggestions' });
  const listbox = createListbox(input, name, (suggestion) => pick(composer, suggestion));
  const alert = h('p', { class: 'complaint', role: 'alert' });
  const pills = h('div', { class: 'pills', hidden: true });
  const composer: Composer = { ...place, view, input, alert, pills, listbox, picks: new Map(), turn: 0 };
  input.addEventListener('input', () => suggest(composer));
  input.addEventListener('blur', () => close(composer));
  input.addEventListener('keydown', (event) => {
    if (!event.isComposing && KEYS[event.key]?.(composer, event)) event.preventDefault();
  });
  return {
    element: h('div', { class: 'composer' }, listbox.element, alert, h('div', { class: 'box' }, pills, input)),
    input,
  };
}

const leaves = ({ commands, view }: Composer): Leaf[] => leavesOf(commands(), view.locale);
const read = (composer: Composer, line = composer.input.value) => readLine(line, leaves(composer), composer.picks);

function write(composer: Composer, line: string): void {
  composer.input.value = line;
  composer.input.focus();
  redraw(composer);
}

function redraw(composer: Composer): void {
  const { input, pills, view } = composer;
  const typed = read(composer);
  drawPills(pills, typed, typed && currentPiece(typed, input.selectionStart), view, (option) => {
    write(composer, writePiece(input.value, typed!, option, ''));
    suggest(composer);
  });
}

function close(composer: Composer): void {
  composer.turn++;
  composer.listbox.show([]);
}

function suggest(composer: Composer): void {
  close(composer);
  composer.alert.textContent = '';
  redraw(composer);
  const commands = suggestCommands(composer.input.value, leaves(composer), composer.view);
  const typed = read(composer);
  if (commands.length) composer.listbox.show(commands, 0);
  else if (typed) suggestFor(composer, typed);
}

async function suggestFor(composer: Composer, typed: Typed): Promise<void> {
  const { input, listbox, picks, view, turn } = composer;
  const line = input.value;
  const piece = currentPiece(typed, input.selectionStart);
  if (!piece) return;
  const options = suggestOptions(line, typed, piece, view);
  listbox.show([...suggestValues(line, typed, piece, view), ...options]);
  if (!('autocomplete' in piece.option && piece.option.autocomplete)) return;
  await new Promise((resolve) => setTimeout(resolve, DEBOUNCE_MS));
  if (turn !== composer.turn) return;
  const values = await askValues(line, typed, piece, picks, view);
  if (turn === composer.turn) listbox.show([...values, ...options]);
}

/** Takes a suggestion into the line and goes on to what the command still needs. */
function pick(composer: Composer, { line, pick: picked, file }: Suggestion): boolean {
  close(composer);
  if (file) chooseFile(composer, line, file);
  if (picked) composer.picks.set(picked.option.name, picked);
  const typed = read(composer, line);
  write(composer, picked && typed ? withMissing(line, typed) : line);
  if (/[\s:]$/.test(composer.input.value)) suggest(composer);
  return true;
}

/** Asks the person for a file, gives it to the server, and puts its name into the line. */
function chooseFile(composer: Composer, line: string, option: Option): void {
  const chooser = h('input', { type: 'file' });
  chooser.addEventListener('change', async () => {
    const [file] = chooser.files ?? [];
    const typed = read(composer, line);
    if (!file || !typed) return;
    const { id, message } = await composer.upload(file);
    if (!id) return refuse(composer, line, message ?? '');
    pick(composer, {
      label: file.name,
      line: writePiece(line, typed, option, file.name),
      pick: { option, text: file.name, value: id },
    });
  });
  chooser.click();
}

function withMissing(line: string, typed: Typed): string {
  const [next] = missing(typed);
  return next ? writePiece(line, typed, next, '') : line;
}

function submit(composer: Composer): boolean {
  const line = composer.input.value.trim();
  close(composer);
  if (line) send(composer, line);
  return true;
}

async function send(composer: Composer, line: string): Promise<void> {
  const typed = read(composer, line);
  const problem = problemOf(composer, line, typed);
  if (problem) return refuse(composer, typed ? withMissing(line, typed) : line, problem);
  const sent = typed ? sendCommand(composer, typed) : composer.post(line);
  composer.alert.textContent = '';
  write(composer, '');
  const refused = await sent;
  if (refused) refuse(composer, composer.input.value || line, refused);
}

async function sendCommand({ view, picks }: Composer, typed: Typed): Promise<string | undefined> {
  const options = toOptions(typed, picks, view.state());
  const outcome = await view.act({ type: 'command', command: typed.leaf.command.id, options });
  return outcome.type === 'refused' ? complaint(outcome, view) : undefined;
}

function refuse(composer: Composer, line: string, problem: string): void {
  write(composer, line);
  suggest(composer);
  composer.alert.textContent = problem;
}

function problemOf({ view, picks }: Composer, line: string, typed: Typed | undefined): string | undefined {
  if (!typed) {
    const unknown = {
      en: `There is no command ${line.split(' ')[0]} here.`,
      zh: `这里没有 ${line.split(' ')[0]} 命令。`,
    };
    return line.startsWith('/') ? view.say(unknown) : undefined;
  }
  const [needed] = missing(typed);
  if (needed) return view.say({ en: `This command needs “${needed.name}”.`, zh: `此命令需要填写“${needed.name}”。` });
  const wrong = typed.pieces.find((piece) => piece.text && readValue(piece, picks, view.state()) === undefined);
  if (!wrong) return undefined;
  const { name } = wrong.option;
  return view.say({ en: `“${wrong.text}” does not fit “${name}”.`, zh: `“${wrong.text}”不能用作“${name}”。` });
}

/** A whole command that lacks nothing is sent by Enter although the list still offers it. */
function isReady(composer: Composer): boolean {
  const { input, listbox } = composer;
  const typed = read(composer);
  if (!typed || listbox.active() !== listbox.first()) return false;
  return typed.leaf.names.includes(input.value.slice(1)) && missing(typed).length === 0;
}

function enter(composer: Composer): boolean {
  const active = composer.listbox.active();
  return active && !isReady(composer) ? pick(composer, active) : submit(composer);
}

function tab(composer: Composer): boolean {
  const meant = composer.listbox.active() ?? composer.listbox.first();
  return meant ? pick(composer, meant) : false;
}

function closeList(composer: Composer): boolean {
  const wasOpen = composer.listbox.first() !== undefined;
  close(composer);
  return wasOpen;
}

/** What a key does in the text box; true when nothing else may come of it. */
const KEYS: Record<string, (composer: Composer, event: KeyboardEvent) => boolean> = {
  ArrowDown: ({ listbox }) => listbox.move(1),
  ArrowUp: ({ listbox }) => listbox.move(-1),
  Escape: closeList,
  Tab: (composer, { shiftKey }) => !shiftKey && tab(composer),
  Enter: (composer, { shiftKey }) => !shiftKey && enter(composer),
};
