/** The languages the bot speaks. */
export const locales = ['en', 'zh'] as const;
/** One of them: which of a `Text` is read. */
export type Locale = (typeof locales)[number];

/** A sentence in every language the bot speaks; a missing language does not compile. */
export type Text = Readonly<Record<Locale, string>>;

/** The bot's language for a Discord locale tag: zh-CN and zh-TW read Chinese, all others English. */
export function localeOf(tag: string): Locale {
  return tag.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Picks the language and fills `{placeholders}`; values are put in as they are, so escape them first. */
export function say(text: Text, locale: Locale, values: Readonly<Record<string, string | number>> = {}): string {
  return text[locale].replace(/\{(\w+)\}/g, (hole, key: string) => String(values[key] ?? hole));
}

/** Fills `{placeholders}` in every language; a value may itself be in every language. */
export function sayAll(text: Text, values: Readonly<Record<string, string | number | Text>>): Text {
  const valuesIn = (locale: Locale) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, typeof value === 'object' ? value[locale] : value]),
    );
  return { en: say(text, 'en', valuesIn('en')), zh: say(text, 'zh', valuesIn('zh')) };
}

/** The same words in both languages. */
export const same = (words: string): Text => ({ en: words, zh: words });

const separators: Record<'list' | 'sentence' | 'colon' | 'semicolon', Text> = {
  list: { en: ', ', zh: '、' },
  sentence: { en: ' ', zh: '' },
  colon: { en: ': ', zh: '：' },
  semicolon: { en: '; ', zh: '；' },
};

/** Joins parts as each language does: commas or 顿号, spaces between sentences or none. */
export function join(parts: readonly string[], how: keyof typeof separators, locale: Locale): string {
  return parts.join(separators[how][locale]);
}

/** A headline or another's words in quotation marks, which are the same in both languages. */
export const quoted = (words: string): string => `“${words}”`;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * At most `limit` UTF-16 units (what Discord counts), ending in “…” where something was cut. Never splits a character
 * as people see it. Use it for names and labels; whole statements are paged, not cut.
 */
export function cut(words: string, limit: number): string {
  if (words.length <= limit) return words;
  let kept = '';
  for (const { segment } of graphemes.segment(words.slice(0, limit + 16))) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

const invisible =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;
const anywhere = /[\\`*_~|<>[\]]/g;
const atStart = /^(?:#{1,3} |-# |[-+] |\d+\. )/;

/**
 * Words from outside as they may be shown: one line, no invisible or direction-changing characters, all of Discord's
 * markdown escaped (masked links, headings and lists too), bare addresses and mentions broken. Cut it before calling.
 * Markdown: https://support.discord.com/hc/en-us/articles/210298617
 */
export function escaped(words: string): string {
  const line = words.replace(/\s+/g, ' ').replace(invisible, '').trim();
  return line.replace(anywhere, '\\$&').replace(atStart, '\\$&').replace(/:\/\//g, '\\://').replace(/@/g, '@\u200b');
}
