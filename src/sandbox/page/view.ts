import type { Deed, State } from '../protocol.ts';

/** A string of the page itself, in both of its languages. */
export interface Text {
  en: string;
  zh: string;
}

/** A deed before it is known who does it, where, and in which language. */
export type Act = Deed extends infer D ? (D extends Deed ? Omit<D, 'person' | 'channel' | 'locale'> : never) : never;

/** What came of a deed. `refused`: it never reached the bot, and why. */
export type Outcome =
  | { type: 'answered' | 'failed' }
  | { type: 'choices'; choices: { name: string; name_localizations?: Localized; value: string | number }[] }
  | { type: 'refused'; message: string };

type Localized = Partial<Record<string, string | null>> | null | undefined;

/** What every part of the page is handed: the language, the names behind ids, and the way to act. */
export interface View {
  locale: string;
  state: () => State;
  say: (text: Text) => string;
  /** Picks the reader's language out of Discord's `…_localizations`. */
  localized: (plain: string, localizations: Localized) => string;
  act: (act: Act) => Promise<Outcome>;
}

/** The reader's language for Discord's `locale` tags: `zh-CN` and `zh-TW` read Chinese, all others English. */
export function speak(locale: string): Pick<View, 'say' | 'localized'> {
  return {
    say: (text) => (locale.startsWith('zh') ? text.zh : text.en),
    localized: (plain, localizations) => localizations?.[locale] ?? plain,
  };
}

/** What a failed deed is told to be, in Discord's own words. */
export const NO_RESPONSE: Text = { en: 'The application did not respond', zh: '该应用未响应' };

/** Why nothing is shown for an outcome, or undefined when all is well. */
export function complaint(outcome: Outcome, view: View): string | undefined {
  if (outcome.type === 'failed') return view.say(NO_RESPONSE);
  return outcome.type === 'refused' ? outcome.message : undefined;
}

/** The display name of a user id: a person of the sandbox, or its bot. */
export function userName(state: State, id: string): string | undefined {
  return state.people.find((person) => person.id === id)?.name ?? (state.bot?.id === id ? state.bot.name : undefined);
}
