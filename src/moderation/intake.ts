import type { Entry } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { nameOf } from '../reply/labels.ts';
import { button, type Form, type Reply, rowsOf, UserError } from '../reply/reply.ts';
import { StoreUnavailable } from '../store/store.ts';
import { escaped, type Locale, say, type Text } from '../text.ts';
import type { Drafts, Owner } from './drafts.ts';
import { type FormWord, formOf, forms } from './forms.ts';
import { complaintsOf, type Proposal, proposalOf, type Typed, typedIn } from './proposal.ts';

/** Who hands something in. */
export interface Person {
  id: string;
  guild: string;
  locale: Locale;
}

/** A form that was sent, as it may be opened again. */
interface Draft {
  word: FormWord;
  words: readonly string[];
  typed: Typed;
}

const refused: Text = { en: 'Nothing was saved yet. Please mend this:', zh: '尚未保存。请修改以下内容：' };
const unavailable: Text = {
  en: 'My database cannot be reached just now, so nothing was saved. What you typed is kept: please try again in a minute.',
  zh: '目前无法连接数据库，尚未保存。您填写的内容已保留，请稍后再试。',
};
const again: Text = { en: 'Open the form again, filled in', zh: '重新打开已填写的表单' };
const expired: Text = {
  en: 'This is older than a day, or somebody else’s: please give the command again.',
  zh: '已超过一天，或不是您填写的内容：请重新输入命令。',
};
const alike: Text = {
  en: 'This looks like {name}: add your fact there?',
  zh: '这看起来像“{name}”：要把您的信息加到那里吗？',
};
const several: Text = {
  en: 'This looks like something that is here already: add your fact there?',
  zh: '这看起来与已有词条相似：要把您的信息加到那里吗？',
};
const there: Text = { en: 'Add to {name}', zh: '加到“{name}”' };
const isNew: Text = { en: 'It is something else', zh: '这是另一事物' };

/** Where a proposal goes: an entry that is there, by id, or a new one. */
export type Target = string | undefined;

export interface Intake {
  drafts: Drafts;
  /** Milliseconds since 1970. */
  now(): number;
}

const ownerOf = ({ id, guild }: Person): Owner => ({ author: id, guild });

/** A private note with a button that opens the form again, filled in. */
async function keptNote({ drafts }: Intake, draft: Draft, person: Person, lines: readonly string[]): Promise<Reply> {
  const id = await drafts.keep(ownerOf(person), draft);
  const components = rowsOf([button(again[person.locale], `${draft.word}:${id}`, 'primary')]);
  return { content: lines.join('\n'), components, private: true };
}

/** A private note on a form that was not taken, with a button that opens it again, filled in. */
export function keptForm(intake: Intake, draft: Draft, person: Person, note: Text): Promise<Reply> {
  return keptNote(intake, draft, person, [note[person.locale]]);
}

function problemLines(typed: Typed, now: number, locale: Locale): string[] {
  const complaints = complaintsOf(typed, now);
  return complaints.length === 0 ? [] : [refused[locale], ...complaints.map(({ text }) => `- ${text[locale]}`)];
}

/** Runs what a form asks for; without a database what was typed is kept all the same. */
async function carriedOut(intake: Intake, draft: Draft, person: Person, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return keptNote(intake, draft, person, [unavailable[person.locale]]);
  }
}

/** Takes a form back: each problem with it is named, and what was typed is not lost. */
export async function takeForm(
  intake: Intake,
  { word, words, fields }: { word: FormWord; words: readonly string[]; fields: ReadonlyMap<string, string> },
  person: Person,
  work: (typed: Typed, draft: Draft) => Promise<Reply>,
): Promise<Reply> {
  const typed = typedIn(fields, forms[word].inputs);
  const draft = { word, words, typed };
  const lines = problemLines(typed, intake.now(), person.locale);
  if (lines.length > 0) return keptNote(intake, draft, person, lines);
  return carriedOut(intake, draft, person, () => work(typed, draft));
}

async function draftOf({ drafts }: Intake, word: FormWord, id: string, person: Person): Promise<Draft> {
  const draft = (await drafts.take(ownerOf(person), id)) as Draft | undefined;
  if (draft?.word !== word) throw new UserError(expired);
  return draft;
}

/** The form of a draft, filled in. Throws a UserError for a draft that is not there any more. */
export async function reopened(intake: Intake, word: FormWord, id: string, person: Person): Promise<{ form: Form }> {
  const { words, typed } = await draftOf(intake, word, id, person);
  return { form: formOf(word, words, typed, person.locale) };
}

/** Entries that a name may mean already: the one that it surely does, or those that it may. */
function likely(library: Library, name: string): readonly Entry[] {
  const meaning = library.meaning(name);
  if (meaning.entry) return [meaning.entry];
  return meaning.several ? meaning.near.slice(0, 3) : [];
}

async function question({ drafts }: Intake, draft: Draft, entries: readonly Entry[], person: Person): Promise<Reply> {
  const { locale } = person;
  const id = await drafts.keep(ownerOf(person), draft);
  const buttonFor = (entry: Entry) =>
    button(
      say(there, locale, { name: nameOf(entry, locale, 60) }),
      `confirm:${draft.word}:${id}:${entry.id}`,
      'primary',
    );
  const buttons = [
    ...entries.map(buttonFor),
    button(isNew[locale], `confirm:${draft.word}:${id}`),
    button(again[locale], `${draft.word}:${id}`),
  ];
  const name = escaped(nameOf(entries[0]!, locale, 80));
  const content = say(entries.length > 1 ? several : alike, locale, { name });
  return { content, components: rowsOf(buttons), private: true };
}

/** A proposal, and where it goes. */
export interface Placed {
  proposal: Proposal;
  typed: Typed;
  /** What follows the form's first word. */
  words: readonly string[];
  target: Target;
}

/**
 * Takes a form with a whole entry: what looks like an entry that is there is asked about first; `done` has the rest.
 */
export function takeEntry(
  intake: Intake,
  form: { word: 'add' | 'suggest'; words: readonly string[]; fields: ReadonlyMap<string, string> },
  person: Person,
  library: Library,
  done: (placed: Placed) => Promise<Reply>,
): Promise<Reply> {
  return takeForm(intake, form, person, async (typed, draft) => {
    const proposal = proposalOf(typed);
    const entries = likely(library, proposal.name);
    if (entries.length > 0) return question(intake, draft, entries, person);
    return done({ proposal, typed, words: draft.words, target: undefined });
  });
}

/** The answer to the question where an entry's form is to go. Throws a UserError for a draft that is not there any more. */
export async function takeAnswer(
  intake: Intake,
  { word, id, target }: { word: 'add' | 'suggest'; id: string; target: Target },
  person: Person,
  done: (placed: Placed) => Promise<Reply>,
): Promise<Reply> {
  const draft = await draftOf(intake, word, id, person);
  const lines = problemLines(draft.typed, intake.now(), person.locale);
  if (lines.length > 0) return keptNote(intake, draft, person, lines);
  const { typed, words } = draft;
  return carriedOut(intake, draft, person, () => done({ proposal: proposalOf(typed), typed, words, target }));
}
