import { demandNone, missing, type Problem, problem } from './errors.ts';

interface Option {
  name: string;
  description?: string;
  type: number;
  required?: boolean | null;
  autocomplete?: boolean | null;
  choices?: { name: string; value: unknown }[] | null;
  options?: Option[] | null;
}

type Body = Record<string, unknown>;
type Path = readonly PropertyKey[];

const list = <Item>(items: Item[] | null | undefined): Item[] => items ?? [];

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function wrongName(name: string, path: Path): Problem[] {
  if (namePattern.test(name) && name === name.toLowerCase()) return [];
  return [problem(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')];
}

/** Names of a chat command or option in every language. */
function wrongNames(body: { name: string; name_localizations?: Record<string, string> | null }, path: Path): Problem[] {
  const localised = Object.entries(body.name_localizations ?? {});
  return [
    ...wrongName(body.name, [...path, 'name']),
    ...localised.flatMap(([locale, name]) => wrongName(name, [...path, 'name_localizations', locale])),
  ];
}

interface OptionRule {
  code: string;
  message: string;
  isBroken(option: Option, earlier: readonly Option[]): boolean;
}

const isSubcommand = ({ type }: Option): boolean => type <= 2;

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure */
const optionRules: OptionRule[] = [
  {
    code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    message: 'Required options must be placed before non-required options',
    isBroken: ({ required }, earlier) =>
      Boolean(required) && earlier.some((one) => !isSubcommand(one) && !one.required),
  },
  {
    code: 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES',
    message: 'Choices and autocomplete exclude each other',
    isBroken: ({ autocomplete, choices }) => Boolean(autocomplete) && list(choices).length > 0,
  },
  {
    code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    message: 'Option name already exists in these options',
    isBroken: ({ name }, earlier) => earlier.some((one) => one.name === name),
  },
];

function wrongOptions(options: readonly Option[], path: Path): Problem[] {
  return options.flatMap((option, index) => {
    const at = [...path, 'options', index];
    const broken = optionRules.filter(({ isBroken }) => isBroken(option, options.slice(0, index)));
    const description = option.description?.trim() ? [] : [missing([...at, 'description'])];
    const own = broken.map(({ code, message }) => ({ path: at, code, message }));
    return [...wrongNames(option, at), ...description, ...own, ...wrongOptions(list(option.options), at)];
  });
}

const longest = (text: unknown, localisations: unknown): number =>
  Math.max(
    String(text ?? '').length,
    ...Object.values((localisations ?? {}) as Record<string, string>).map((one) => one.length),
  );

/** https://docs.discord.com/developers/interactions/application-commands#slash-commands: name, description and value properties of the command, its options and choices. */
function sizeOf(node: Body): number {
  const own = longest(node.name, node.name_localizations) + longest(node.description, node.description_localizations);
  const value = typeof node.value === 'string' ? node.value.length : 0;
  const inside = [...list(node.options as Body[] | null), ...list(node.choices as Body[] | null)];
  return inside.reduce((sum, one) => sum + sizeOf(one), own + value);
}

/** Refuses (50035) a command that Discord's schema lets through and its documents do not. `at` is its place in the request. */
export function checkCommand(body: Body & { name: string }, { at, isGuild }: { at: Path; isGuild: boolean }): void {
  const problems = (body.type ?? 1) === 1 ? chatProblems(body) : menuProblems(body);
  if (sizeOf(body) > 8_000)
    problems.push(problem([], 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)'));
  const contexts = list(body.contexts as number[] | null);
  if (isGuild && contexts.includes(1))
    problems.push(
      problem(['contexts'], 'APPLICATION_COMMAND_CONTEXTS_INVALID', 'Guild commands cannot be used in direct messages'),
    );
  demandNone(problems, at);
}

function chatProblems(body: Body & { name: string }): Problem[] {
  const description = String(body.description ?? '').trim() === '' ? [missing(['description'])] : [];
  return [...wrongNames(body, []), ...description, ...wrongOptions(list(body.options as Option[] | null), [])];
}

/** https://docs.discord.com/developers/interactions/application-commands#user-commands: a menu has neither description nor options. */
function menuProblems(body: Body): Problem[] {
  const used = ['description', 'options'].filter(
    (key) => body[key] && Object.keys(body[key] as object | string).length > 0,
  );
  return used.map((key) =>
    problem([key], 'APPLICATION_COMMAND_MENU_FIELD', `Context menu commands cannot have ${key}`),
  );
}
