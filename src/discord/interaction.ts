import {
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessage,
  type APIMessageApplicationCommandInteractionData,
  type APIModalSubmission,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  TextInputStyle,
} from 'discord-api-types/v10';
import type { Call } from '../bot/call.ts';
import type { Answer, Form, Input, Reply } from '../reply/reply.ts';
import { localeOf } from '../text.ts';

type Option = APIApplicationCommandInteractionDataOption<InteractionType>;

/** Follows subcommands down to the options that hold values. */
function unfold(name: string, options: readonly Option[] = []): { name: string; options: readonly Option[] } {
  const [first] = options;
  const isFolder =
    first?.type === ApplicationCommandOptionType.Subcommand ||
    first?.type === ApplicationCommandOptionType.SubcommandGroup;
  return isFolder ? unfold(`${name} ${first.name}`, (first.options ?? []) as Option[]) : { name, options };
}

function textOf({ content, embeds = [] }: Partial<APIMessage> = {}): string {
  const inEmbeds = embeds.flatMap(({ title, description, fields = [] }) => [
    title,
    description,
    ...fields.flatMap((field) => [field.name, field.value]),
  ]);
  return [content, ...inEmbeds].filter(Boolean).join('\n');
}

/** An option's value; of a file what Discord says of it. */
function givenIn(option: Option, resolved: APIChatInputApplicationCommandInteractionData['resolved']): unknown {
  if (!('value' in option)) return undefined;
  if (option.type !== ApplicationCommandOptionType.Attachment) return option.value;
  const file = resolved?.attachments?.[option.value];
  return file && { name: file.filename, size: file.size, url: file.url };
}

const valuesOf = (
  options: readonly Option[],
  resolved?: APIChatInputApplicationCommandInteractionData['resolved'],
): Record<string, unknown> => Object.fromEntries(options.map((option) => [option.name, givenIn(option, resolved)]));

function commandCall(data: APIChatInputApplicationCommandInteractionData) {
  const { name, options } = unfold(data.name, data.options);
  return { type: 'command', name, options: valuesOf(options, data.resolved) } as const;
}

type MenuData = Omit<APIMessageApplicationCommandInteractionData, 'resolved'> & {
  resolved?: Partial<APIMessageApplicationCommandInteractionData['resolved']>;
};

function menuCall({ name, resolved, target_id }: MenuData) {
  const text = textOf(resolved?.messages?.[target_id]);
  return { type: 'menu', name: name.toLowerCase().replaceAll(' ', '-'), text } as const;
}

function suggestCall(data: { name: string; options?: readonly Option[] }) {
  const { name, options } = unfold(data.name, data.options);
  const focused = options.find((option) => 'focused' in option && option.focused);
  const typed = focused && 'value' in focused ? String(focused.value) : '';
  const before = valuesOf(options.filter((option) => option !== focused));
  return { type: 'suggest', name, option: focused?.name ?? '', typed, before } as const;
}

/** Inputs stand in labels, or in rows as forms had them before. */
function fieldsOf({ components }: APIModalSubmission): Map<string, string> {
  const parts = components.flatMap((part) => {
    if (part.type === ComponentType.Label) return [part.component];
    return part.type === ComponentType.ActionRow ? part.components : [];
  });
  return new Map(
    parts.flatMap((part) => {
      if ('values' in part) return [[part.custom_id, part.values[0] ?? ''] as const];
      return 'value' in part ? [[part.custom_id, String(part.value)] as const] : [];
    }),
  );
}

function deedOf(interaction: APIInteraction) {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type === ApplicationCommandType.ChatInput) return commandCall(interaction.data);
      return interaction.data.type === ApplicationCommandType.Message ? menuCall(interaction.data) : undefined;
    case InteractionType.ApplicationCommandAutocomplete:
      return suggestCall(interaction.data as { name: string; options: Option[] });
    case InteractionType.MessageComponent: {
      const { custom_id: id } = interaction.data;
      const values = 'values' in interaction.data ? interaction.data.values : [];
      const isPrivate = ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      return { type: 'press', id, values, private: isPrivate } as const;
    }
    case InteractionType.ModalSubmit:
      return { type: 'submit', id: interaction.data.custom_id, fields: fieldsOf(interaction.data) } as const;
    default:
      return undefined;
  }
}

/** What a raw interaction asks of the bot; nothing for kinds that it does not know. */
export function callOf(interaction: APIInteraction): Call | undefined {
  const deed = deedOf(interaction);
  const user = interaction.member?.user.id ?? interaction.user?.id;
  if (!deed || user === undefined) return undefined;
  const { guild_id: guild, member } = interaction;
  return {
    ...deed,
    user,
    locale: localeOf('locale' in interaction ? interaction.locale : 'en-US'),
    ...(guild && { guild }),
    ...(member && { permissions: BigInt(member.permissions), roles: member.roles }),
  };
}

/** A reply as a message body: nobody is pinged, whatever its text says. */
export function messageOf({ content = '', embeds = [], components = [], private: isPrivate }: Reply) {
  return {
    content,
    embeds: [...embeds],
    components: [...components],
    allowed_mentions: { parse: [] },
    ...(isPrivate && { flags: MessageFlags.Ephemeral }),
  };
}

function componentOf({ id, style, hint, value, required = true, maxLength, choices = [] }: Input) {
  if (style === 'select') {
    const options = choices.map((choice) => ({
      label: choice.name,
      value: choice.value,
      default: choice.value === value,
    }));
    return { type: ComponentType.StringSelect, custom_id: id, options, required } as const;
  }
  return {
    type: ComponentType.TextInput,
    custom_id: id,
    style: style === 'line' ? TextInputStyle.Short : TextInputStyle.Paragraph,
    required,
    ...(hint && { placeholder: hint }),
    ...(value && { value }),
    ...(maxLength && { max_length: maxLength }),
  } as const;
}

function modalOf({ id, title, inputs }: Form) {
  const components = inputs.map(
    (input) => ({ type: ComponentType.Label, label: input.label, component: componentOf(input) }) as const,
  );
  return { custom_id: id, title, components };
}

/** The first response to an interaction, as the body of its callback. */
export function callbackOf(answer: Answer): APIInteractionResponse {
  if ('choices' in answer) {
    return {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [...answer.choices] },
    };
  }
  if ('form' in answer) return { type: InteractionResponseType.Modal, data: modalOf(answer.form) };
  const type = answer.update ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource;
  return { type, data: messageOf(answer.update ? { ...answer, private: false } : answer) };
}

/** The response that asks for more time: who will see the answer is fixed by it. */
export function deferralOf(patience: 'private' | 'public'): APIInteractionResponse {
  const data = patience === 'private' ? { data: { flags: MessageFlags.Ephemeral as const } } : {};
  return { type: InteractionResponseType.DeferredChannelMessageWithSource, ...data };
}
