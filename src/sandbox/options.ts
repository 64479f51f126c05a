import { ApplicationCommandOptionType as Types } from 'discord-api-types/v10';
import type { DeedOption } from './protocol.ts';

/** An option as a command declares it, of whatever type. */
export interface OptionDeclaration {
  name: string;
  type: number;
  required?: boolean;
  autocomplete?: boolean;
  options?: OptionDeclaration[];
  choices?: { value: string | number }[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
}

const isGroup = ({ type }: { type: number }): boolean => type === Types.Subcommand || type === Types.SubcommandGroup;

/** What Discord's client would not have let the person do; the message says what. */
export class DeedError extends Error {}

function forbid(isWrong: boolean, message: string): void {
  if (isWrong) throw new DeedError(message);
}

/**
 * Throws a DeedError for options that Discord's client would not send. While a person still types (`isPartial`)
 * options may be missing and values unfinished.
 * https://docs.discord.com/developers/interactions/application-commands#autocomplete
 */
export function checkOptions(
  declared: readonly OptionDeclaration[],
  given: readonly DeedOption[],
  isPartial: boolean,
): void {
  const missing = declared.find(({ name, required }) => required && !given.some((option) => option.name === name));
  forbid(missing !== undefined && !isPartial, `The option ${missing?.name} is required.`);
  forbid(declared.some(isGroup) && given.length !== 1, 'Exactly one subcommand has to be chosen.');
  for (const option of given) {
    const own = declared.find(({ name, type }) => name === option.name && type === option.type);
    if (!own) throw new DeedError(`There is no option ${option.name} of type ${option.type}.`);
    if (isGroup(own)) checkOptions(own.options ?? [], option.options ?? [], isPartial);
    else if (!isPartial) checkValue(own, option.value);
  }
}

const javascriptTypes: Record<number, string> = {
  [Types.Boolean]: 'boolean',
  [Types.Integer]: 'number',
  [Types.Number]: 'number',
};

function checkValue(own: OptionDeclaration, value: DeedOption['value']): void {
  const { name, type, choices } = own;
  forbid(typeof value !== (javascriptTypes[type] ?? 'string'), `The option ${name} has a value of the wrong type.`);
  forbid(type === Types.Integer && !Number.isSafeInteger(value), `The option ${name} takes whole numbers.`);
  const isChoice = !choices?.length || choices.some((choice) => choice.value === value);
  forbid(!isChoice, `The option ${name} takes one of its choices.`);
  if (type === Types.String)
    forbid(
      isOutside(String(value).length, own.min_length ?? 1, own.max_length ?? 6_000),
      `The option ${name} is too short or too long.`,
    );
  if (typeof value === 'number')
    forbid(isOutside(value, own.min_value, own.max_value), `The option ${name} is too small or too big.`);
}

const isOutside = (size: number, least = size, most = size): boolean => size < least || size > most;

/** Throws unless the values are as many as a select takes and, for a select of texts, among its options. */
export function checkValues(select: Record<string, unknown>, values: readonly string[]): void {
  const {
    min_values: least = 1,
    max_values: most = 1,
    options,
  } = select as { min_values?: number; max_values?: number; options?: { value: string }[] };
  if (values.length < least || values.length > most) throw new DeedError('Too few or too many are chosen.');
  if (options && !values.every((value) => options.some((option) => option.value === value)))
    throw new DeedError('There is no such choice.');
}

/** The options that carry values, out of subcommands and groups. */
export function leaves(options: readonly DeedOption[]): DeedOption[] {
  return options.flatMap((option) => (isGroup(option) ? leaves(option.options ?? []) : [option]));
}
