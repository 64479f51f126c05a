import { randomUUID } from 'node:crypto';
import { type Answer, UserError } from '../reply/reply.ts';
import { StoreUnavailable } from '../store/store.ts';
import { cut, type Locale, say, type Text } from '../text.ts';
import { Forbidden } from './admission.ts';
import { type Call, parted } from './call.ts';

/** Who is told of what went wrong. */
export interface Witnesses {
  /** Told of everybody who may not do what they tried. */
  refused(attempt: { call: string; user: string; guild: string | undefined }): void;
  /** Told of everything unexpected, never of what a person may be told. */
  report(problem: { reference: string; call: string; error: unknown }): void;
}

const apology: Text = {
  en: 'Something went wrong on our side, and it has been noted under the reference {reference}. Please try again.',
  zh: '我们这边出了问题，已记录，编号{reference}。请稍后再试。',
};
const unavailable: Text = {
  en: 'My database cannot be reached just now, so nothing was changed. Reading goes on; please try that again in a minute.',
  zh: '目前无法连接数据库，未作任何更改。查询不受影响，请稍后再试。',
};

const shown = (text: Text, locale: Locale, values?: UserError['values']): Answer => ({
  content: cut(say(text, locale, values), 2000),
  private: true,
});

function told({ refused, report }: Witnesses, call: Call, error: unknown): Answer {
  const { type, user, guild, locale } = call;
  const what = `${type} ${'name' in call ? call.name : parted(call.id).word}`;
  if (error instanceof Forbidden && type !== 'suggest') refused({ call: what, user, guild });
  if (error instanceof UserError) return shown(error.text, locale, error.values);
  const reference = randomUUID().slice(0, 8);
  report({ reference, call: what, error });
  return error instanceof StoreUnavailable ? shown(unavailable, locale) : shown(apology, locale, { reference });
}

/** What a person is told, privately, in place of an answer; what nobody expected is reported under a reference. */
export function failureOf(witnesses: Witnesses, call: Call, error: unknown): Answer {
  const answer = told(witnesses, call, error);
  return call.type === 'suggest' ? { choices: [] } : answer;
}
