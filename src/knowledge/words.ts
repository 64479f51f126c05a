import { z } from 'zod';
import { same, type Text } from '../text.ts';

const line = z.string().trim().min(1, 'expected some words');

/**
 * Words in both languages, `{ en, zh }`. One plain string stands for both: a name that has no translation, or what a
 * server's moderator typed in one language.
 */
export const Words = z
  .union([line, z.strictObject({ en: line, zh: line })], { error: 'expected { en: "…", zh: "…" }' })
  .transform((words): Text => (typeof words === 'string' ? same(words) : words));
