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

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object */
export interface AllowedMentions {
  parse?: string[] | null;
  users?: string[] | null;
  roles?: string[] | null;
}

/** What a body says of a file that it brings or keeps; the id of a new one is the `n` of `files[n]`. */
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
} as const;

type Node = Record<string, unknown>;
type Rule = (body: MessageBody) => Problem[];

const length = (text: unknown): number => (typeof text === 'string' ? [...text].length : 0);
const list = <Item>(items: Item[] | null | undefined): Item[] => items ?? [];

/** What Discord says of a text that is too long. */
const tooLong = (path: PropertyKey[], most: number): Problem =>
  problem(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);

/** Every component with its path, the nested ones included, in the order in which they are shown. */
export function walkComponents(
  value: unknown,
  path: PropertyKey[] = ['components'],
): { node: Node; path: PropertyKey[] }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => walkComponents(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Node;
  const inside = ['components', 'component'].flatMap((key) => walkComponents(node[key] ?? [], [...path, key]));
  return [{ node, path }, ...inside];
}

/** https://docs.discord.com/developers/resources/message#create-message: content is up to 2,000 characters. */
const contentLength: Rule = ({ content }) => (length(content) > 2000 ? [tooLong(['content'], 2000)] : []);

function embedLength({ title, description, fields, footer, author }: APIEmbed): number {
  const inFields = list(fields).flatMap(({ name, value }) => [name, value]);
  return [title, description, footer?.text, author?.name, ...inFields].reduce((sum, text) => sum + length(text), 0);
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

const links = ['http:', 'https:'];
const pictures = [...links, 'attachment:'];

/** https://docs.discord.com/developers/resources/message#embed-object: pictures "only support http(s) and attachments". */
const embedAddresses: Rule = ({ embeds }) =>
  list(embeds).flatMap(({ url, author, image, thumbnail, footer }, index) => [
    ...wrongScheme(url, ['embeds', index, 'url'], links),
    ...wrongScheme(author?.url, ['embeds', index, 'author', 'url'], links),
    ...wrongScheme(image?.url, ['embeds', index, 'image', 'url'], pictures),
    ...wrongScheme(thumbnail?.url, ['embeds', index, 'thumbnail', 'url'], pictures),
    ...wrongScheme(author?.icon_url, ['embeds', index, 'author', 'icon_url'], pictures),
    ...wrongScheme(footer?.icon_url, ['embeds', index, 'footer', 'icon_url'], pictures),
  ]);

function wrongScheme(address: string | undefined, path: PropertyKey[], schemes: readonly string[]): Problem[] {
  const scheme = URL.parse(address ?? '')?.protocol ?? '';
  if (!address || schemes.includes(scheme)) return [];
  const named = schemes.map((one) => `'${one.slice(0, -1)}'`).join(', ');
  const message = `Scheme "${scheme.slice(0, -1)}" is not supported. Scheme must be one of (${named}).`;
  return [problem(path, 'URL_TYPE_INVALID_SCHEME', message)];
}

const wrongCount = (path: PropertyKey[]): Problem =>
  problem(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');

/** https://docs.discord.com/developers/components/reference#legacy-message-component-behavior: 5 rows; Components V2 are not taken here. */
const rowsAlone: Rule = ({ components }) => {
  const strange = list(components).flatMap(({ type }, index) => (type === 1 ? [] : [index]));
  return [
    ...(list(components).length > 5 ? [wrongCount(['components'])] : []),
    ...strange.map((index) =>
      problem(['components', index, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).'),
    ),
  ];
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
  const [needed, excluded] = node.style === 5 ? (['url', 'custom_id'] as const) : (['custom_id', 'url'] as const);
  const message = `A button of this style cannot have "${excluded}".`;
  return [
    ...(node[needed] ? [] : [missing([...path, needed])]),
    ...(node[excluded] ? [problem([...path, excluded], 'BUTTON_COMPONENT_FIELD_EXCLUDED', message)] : []),
    ...(node.label || node.emoji ? [] : [missing([...path, 'label'])]),
  ];
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
  rowsAlone,
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
  if (modal.components.length > 5) problems.push(wrongCount(['components']));
  demandNone(problems, ['data']);
}

/**
 * Refuses a text choice whose value is longer than 100 characters.
 * https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure
 */
export function checkChoices(choices: readonly { value: unknown }[]): void {
  const long = choices.flatMap(({ value }, index) => (length(value) > 100 ? [index] : []));
  demandNone(
    long.map((index) => tooLong(['choices', index, 'value'], 100)),
    ['data'],
  );
}
