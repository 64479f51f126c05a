import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { demandNone, missing, type Problem, problem, refuse } from './errors.ts';

/** The part of a message's body that the rules look at; it has passed Discord's schema. */
export interface MessageBody {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: APIMessageTopLevelComponent[] | null;
  allowed_mentions?: AllowedMentions | null;
  attachments?: AttachmentBody[] | null;
  flags?: number | null;
}

export interface AllowedMentions {
  parse?: string[] | null;
  users?: string[] | null;
  roles?: string[] | null;
}

export interface AttachmentBody {
  id: string;
  filename?: string;
  description?: string | null;
}

/** Bits of a message's flags. https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const messageFlags = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

type Node = Record<string, unknown>;
type Rule = (body: MessageBody) => Problem[];

const length = (text: unknown): number => (typeof text === 'string' ? [...text].length : 0);
const list = <Item>(items: Item[] | null | undefined): Item[] => items ?? [];

/** Every component with its path, the nested ones included, in the order in which they are shown. */
export function walkComponents(
  value: unknown,
  path: PropertyKey[] = ['components'],
): { node: Node; path: PropertyKey[] }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => walkComponents(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Node;
  const inside = ['components', 'component', 'accessory'].flatMap((key) =>
    walkComponents(node[key] ?? [], [...path, key]),
  );
  return [{ node, path }, ...inside];
}

/** https://docs.discord.com/developers/resources/message#create-message: content is up to 2,000 characters. */
const contentLength: Rule = ({ content }) =>
  length(content) > 2000 ? [problem(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')] : [];

function embedLength({ title, description, fields, footer, author }: APIEmbed): number {
  const inFields = list(fields).map(({ name, value }) => length(name) + length(value));
  return [length(title), length(description), length(footer?.text), length(author?.name), ...inFields].reduce(
    (a, b) => a + b,
    0,
  );
}

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits: 6,000 characters over all embeds. */
const embedSum: Rule = ({ embeds }) =>
  list(embeds).reduce((sum, embed) => sum + embedLength(embed), 0) > 6000
    ? [problem(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')]
    : [];

/** Discord refuses a field without name or value; the documents mark both as always there: resources/message#embed-object-embed-field-structure. */
const embedFields: Rule = ({ embeds }) =>
  list(embeds).flatMap((embed, index) =>
    list(embed.fields).flatMap((field, at) =>
      (['name', 'value'] as const)
        .filter((key) => field[key].trim() === '')
        .map((key) => missing(['embeds', index, 'fields', at, key])),
    ),
  );

const addresses: { of: (embed: APIEmbed) => string | undefined; path: string[]; schemes: string[] }[] = [
  { of: (embed) => embed.url, path: ['url'], schemes: ['http:', 'https:'] },
  { of: (embed) => embed.author?.url, path: ['author', 'url'], schemes: ['http:', 'https:'] },
  { of: (embed) => embed.image?.url, path: ['image', 'url'], schemes: ['http:', 'https:', 'attachment:'] },
  { of: (embed) => embed.thumbnail?.url, path: ['thumbnail', 'url'], schemes: ['http:', 'https:', 'attachment:'] },
  { of: (embed) => embed.author?.icon_url, path: ['author', 'icon_url'], schemes: ['http:', 'https:', 'attachment:'] },
  { of: (embed) => embed.footer?.icon_url, path: ['footer', 'icon_url'], schemes: ['http:', 'https:', 'attachment:'] },
];

/** https://docs.discord.com/developers/resources/message#embed-object: pictures "only support http(s) and attachments". */
const embedAddresses: Rule = ({ embeds }) =>
  list(embeds).flatMap((embed, index) =>
    addresses.flatMap(({ of, path, schemes }) => {
      const address = of(embed);
      if (!address || schemes.includes(URL.parse(address)?.protocol ?? '')) return [];
      const message = `Scheme "${URL.parse(address)?.protocol.slice(0, -1) ?? ''}" is not supported. Scheme must be one of (${schemes.map((scheme) => `'${scheme.slice(0, -1)}'`).join(', ')}).`;
      return [{ path: ['embeds', index, ...path], code: 'URL_TYPE_INVALID_SCHEME', message }];
    }),
  );

/** https://docs.discord.com/developers/components/reference#legacy-message-component-behavior and #component-object: 5 rows, or 40 components in all. */
const componentCount: Rule = ({ components, flags }) => {
  const isV2 = Boolean((flags ?? 0) & messageFlags.componentsV2);
  const count = isV2 ? walkComponents(components).length : list(components).length;
  const limit = isV2 ? 40 : 5;
  return count > limit
    ? [problem(['components'], 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${limit} in length.`)]
    : [];
};

/** https://docs.discord.com/developers/resources/message#message-object-message-flags: IS_COMPONENTS_V2 "allows you to create fully component-driven messages". */
const componentsVersion: Rule = ({ components, content, embeds, flags }) => {
  if ((flags ?? 0) & messageFlags.componentsV2) {
    const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    const message = 'The message cannot have this field together with IS_COMPONENTS_V2.';
    const used = [content ? 'content' : '', list(embeds).length > 0 ? 'embeds' : ''].filter(Boolean);
    return used.map((field) => ({ path: [field], code, message }));
  }
  const strange = list(components).flatMap(({ type }, index) => (type === 1 ? [] : [index]));
  return strange.map((index) =>
    problem(['components', index, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).'),
  );
};

/** https://docs.discord.com/developers/components/reference#custom-id: unique per component in a message or modal. */
function customIds(components: unknown): Problem[] {
  const seen = new Set<unknown>();
  return walkComponents(components).flatMap(({ node, path }) => {
    const id = node.custom_id;
    if (id === undefined || id === null) return [];
    const isRepeated = seen.has(id);
    seen.add(id);
    return isRepeated
      ? [problem([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')]
      : [];
  });
}

/** https://docs.discord.com/developers/components/reference#button-button-styles: what a style needs and excludes. */
function button({ node, path }: { node: Node; path: PropertyKey[] }): Problem[] {
  if (node.type !== 2) return [];
  const [needed, excluded] =
    node.style === 5 ? ['url', 'custom_id'] : node.style === 6 ? ['sku_id', 'custom_id'] : ['custom_id', 'url'];
  const problems: Problem[] = [];
  if (!node[needed!]) problems.push(missing([...path, needed!]));
  if (node[excluded!])
    problems.push(
      problem(
        [...path, excluded!],
        'BUTTON_COMPONENT_FIELD_EXCLUDED',
        `A button of this style cannot have "${excluded}".`,
      ),
    );
  if (node.style !== 6 && !node.label && !node.emoji) problems.push(missing([...path, 'label']));
  return problems;
}

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object: `parse` excludes a list of the same kind. */
const mentions: Rule = ({ allowed_mentions: allowed }) =>
  (['users', 'roles'] as const)
    .filter((kind) => allowed?.parse?.includes(kind) && list(allowed[kind]).length > 0)
    .map((kind) =>
      problem(
        ['allowed_mentions'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      ),
    );

const rules: Rule[] = [
  contentLength,
  embedSum,
  embedFields,
  embedAddresses,
  componentCount,
  componentsVersion,
  mentions,
  ({ components }) => customIds(components),
  ({ components }) => walkComponents(components).flatMap(button),
];

/** Refuses (50035) a message's body that Discord's schema lets through and its documents do not. */
export function checkMessage(body: MessageBody, at: PropertyKey[] = []): void {
  demandNone(
    rules.flatMap((rule) => rule(body)),
    at,
  );
}

function isEmptyEmbed(embed: APIEmbed): boolean {
  return embedLength(embed) === 0 && !embed.image && !embed.thumbnail;
}

/** Throws 50006 when nothing would be shown: no text, no embed with content, no component and no file. */
export function demandContent(body: MessageBody, files: number): void {
  const hasText = length(body.content?.trim()) > 0;
  const hasEmbed = list(body.embeds).some((embed) => !isEmptyEmbed(embed));
  if (!hasText && !hasEmbed && files === 0 && list(body.components).length === 0) throw refuse('emptyMessage');
}

/**
 * Refuses a modal with more than 5 components, or with the same custom id twice.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
 */
export function checkModal(modal: { components: unknown[] }): void {
  const problems = customIds(modal.components);
  const path = ['components'];
  if (modal.components.length > 5)
    problems.push(problem(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.'));
  demandNone(problems, ['data']);
}

/**
 * Refuses a text choice whose value is longer than 100 characters.
 * https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure
 */
export function checkChoices(choices: readonly { value: unknown }[]): void {
  const long = choices.flatMap(({ value }, index) => (length(value) > 100 ? [index] : []));
  const problems = long.map((index) =>
    problem(['data', 'choices', index, 'value'], 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.'),
  );
  demandNone(problems);
}
