import { UserError } from '../reply/reply.ts';
import type { Text } from '../text.ts';
import { type Command, isMenu, type Option } from './command.ts';

/** A question may be a sentence: no text is longer than this before anything is done with it. */
export const LONGEST_TEXT = 6000;

const missing: Text = { en: 'The option `{name}` is needed.', zh: '需要填写选项 `{name}`。' };

/** Whether a text is an id of Discord's. https://docs.discord.com/developers/reference#snowflakes */
export const isSnowflake = (text: string): boolean => /^\d{1,20}$/.test(text);

const isId = (value: unknown): boolean => typeof value === 'string' && isSnowflake(value);

const isAttachment = (value: unknown): boolean => typeof value === 'object' && value !== null && 'url' in value;

const expected: Record<Option['type'], (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  channel: isId,
  role: isId,
  attachment: isAttachment,
};

/**
 * Only the options that the command declares, of the type it declares, and no longer than may be worked on. Throws a
 * UserError where a required one is not among them.
 */
export function optionsOf(command: Command, given: Readonly<Record<string, unknown>>): Record<string, never> {
  const declared = isMenu(command) ? {} : (command.options ?? {});
  const taken = Object.entries(declared).map(([name, option]) => {
    const value = Object.hasOwn(given, name) && expected[option.type](given[name]) ? given[name] : undefined;
    if (value === undefined && option.required) throw new UserError(missing, { name });
    return [name, typeof value === 'string' ? value.slice(0, LONGEST_TEXT).replaceAll('\0', '') : value];
  });
  return Object.fromEntries(taken);
}
