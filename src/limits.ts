import { z } from 'zod';

/**
 * Discord's limits on what a bot sends, from its documentation; lengths in UTF-16 units, the stricter count.
 * Embeds: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
 * Components: https://docs.discord.com/developers/components/reference
 * Commands: https://docs.discord.com/developers/interactions/application-commands#application-command-object
 */
const words = (limit: number) => z.string().min(1).max(limit);
const address = z.url({ protocol: /^https?$/ }).max(2048);

const Field = z.object({ name: words(256), value: words(1024), inline: z.boolean().optional() });

/** Characters that all embeds of a message may have together. */
export const EMBED_TOTAL = 6000;

interface Sized {
  title?: string | undefined;
  description?: string | undefined;
  author?: { name: string } | undefined;
  footer?: { text: string } | undefined;
  fields?: readonly { name: string; value: string }[] | undefined;
}

/** The characters of an embed that count towards the 6,000 that all embeds of a message may have together. */
export function embedLength({ title = '', description = '', author, footer, fields = [] }: Sized): number {
  const texts = [
    title,
    description,
    author?.name ?? '',
    footer?.text ?? '',
    ...fields.flatMap((field) => [field.name, field.value]),
  ];
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** An embed as the bot makes them: no pictures, no timestamp. */
export const Embed = z
  .object({
    title: words(256).optional(),
    description: words(4096).optional(),
    url: address.optional(),
    color: z.int().min(0).max(0xffffff).optional(),
    author: z.object({ name: words(256), url: address.optional() }).optional(),
    footer: z.object({ text: words(2048) }).optional(),
    fields: z.array(Field).max(25).optional(),
  })
  .refine((embed) => embedLength(embed) <= EMBED_TOTAL, `an embed has at most ${EMBED_TOTAL} characters`);

const customId = words(100);

const Button = z.object({
  type: z.literal(2),
  style: z.int().min(1).max(6),
  label: words(80).optional(),
  custom_id: customId.optional(),
  url: address.max(512).optional(),
  disabled: z.boolean().optional(),
});

const SelectOption = z.object({
  label: words(100),
  value: words(100),
  description: words(100).optional(),
  default: z.boolean().optional(),
});

const Select = z.object({
  type: z.literal(3),
  custom_id: customId,
  options: z.array(SelectOption).min(1).max(25),
  placeholder: z.string().max(150).optional(),
});

const Row = z
  .object({
    type: z.literal(1),
    components: z
      .array(z.union([Button, Select]))
      .min(1)
      .max(5),
  })
  .refine(
    ({ components }) => components.every(({ type }) => type === 2) || components.length === 1,
    'a select fills its row',
  );

const idsOf = (rows: readonly z.infer<typeof Row>[]) =>
  rows.flatMap((row) => row.components.flatMap((part) => part.custom_id ?? []));

/** A message as it may be sent. */
export const Message = z
  .object({
    content: z.string().max(2000).optional(),
    embeds: z.array(Embed).max(10).optional(),
    components: z.array(Row).max(5).optional(),
    flags: z.int().optional(),
    allowed_mentions: z.object({ parse: z.array(z.string()), roles: z.array(z.string()).max(100).optional() }),
  })
  .refine(({ content, embeds }) => content || embeds?.length, 'a message needs content or an embed')
  .refine(
    ({ embeds = [] }) => embeds.reduce((sum, embed) => sum + embedLength(embed), 0) <= EMBED_TOTAL,
    'all embeds together have at most 6000 characters',
  )
  .refine(
    ({ components = [] }) => new Set(idsOf(components)).size === idsOf(components).length,
    'two components have the same custom id',
  );

/** Choices for an option being typed. */
export const Choices = z.object({ choices: z.array(z.object({ name: words(100), value: words(100) })).max(25) });

const TextInput = z.object({
  type: z.literal(4),
  custom_id: customId,
  style: z.int().min(1).max(2),
  value: z.string().max(4000).optional(),
  placeholder: z.string().max(100).optional(),
  max_length: z.int().min(1).max(4000).optional(),
  required: z.boolean().optional(),
});

const Label = z.object({
  type: z.literal(18),
  label: words(45),
  description: z.string().max(100).optional(),
  component: z.union([TextInput, Select]),
});

/** A form (modal). */
export const Modal = z.object({ custom_id: customId, title: words(45), components: z.array(Label).min(1).max(5) });

const localized = (limit: number) => z.record(z.string(), words(limit)).optional();
const OptionName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}]{1,32}$/u)
  .refine((name) => name === name.toLowerCase(), 'expected lower case');

interface OptionShape {
  type: number;
  name: string;
  description: string;
  description_localizations?: Record<string, string> | undefined;
  required?: boolean | undefined;
  autocomplete?: boolean | undefined;
  choices?: { name: string; value: string | number }[] | undefined;
  options?: OptionShape[] | undefined;
}

const Option: z.ZodType<OptionShape> = z.lazy(() =>
  z
    .object({
      type: z.int().min(1).max(11),
      name: OptionName,
      description: words(100),
      description_localizations: localized(100),
      required: z.boolean().optional(),
      autocomplete: z.boolean().optional(),
      choices: z
        .array(z.object({ name: words(100), value: z.union([words(100), z.number()]) }))
        .max(25)
        .optional(),
      options: z.array(Option).max(25).optional(),
    })
    .refine(({ autocomplete, choices }) => !(autocomplete && choices?.length), 'choices or autocomplete, not both'),
);

const requiredFirst = (options: readonly OptionShape[] = []): boolean =>
  options.every((option, at) => !option.required || options.slice(0, at).every((before) => before.required)) &&
  options.every((option) => requiredFirst(option.options));

/** The characters of a command that count towards its 8,000: names, descriptions and values, in the longest language. */
function commandLength({
  name,
  description = '',
  description_localizations = {},
  options = [],
  choices = [],
}: Partial<OptionShape>): number {
  const described = Math.max(
    description.length,
    ...Object.values(description_localizations).map((text) => text.length),
  );
  const chosen = choices.reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
  return (name?.length ?? 0) + described + chosen + options.reduce((sum, option) => sum + commandLength(option), 0);
}

/** A command as it may be registered. */
export const ApplicationCommand = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal(1),
      name: OptionName,
      description: words(100),
      description_localizations: localized(100),
      options: z.array(Option).max(25).optional(),
    }),
    z.object({ type: z.literal(3), name: words(32), name_localizations: localized(32) }),
  ])
  .refine((command) => command.type === 3 || requiredFirst(command.options), 'required options come before the others')
  .refine((command) => command.type === 3 || commandLength(command) <= 8000, 'a command has at most 8000 characters');
