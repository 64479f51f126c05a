import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { cut, type Text } from '../text.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A file, named with its ending. */
export interface ReplyFile {
  name: string;
  content: string | Uint8Array;
}

/** What to show: plain data in Discord's own shape, so every edge shows the same thing. */
export interface Reply {
  content?: string;
  /** Files that come with it. */
  files?: readonly ReplyFile[];
  embeds?: readonly APIEmbed[];
  components?: readonly Row[];
  /** Shown to the asker alone (ephemeral). */
  private?: boolean;
  /** Takes the place of the message whose button was pressed, instead of following it. */
  update?: boolean;
}

export interface Choice {
  name: string;
  value: string;
}

/** One input of a form (modal): a line, a paragraph, or a choice among `choices`. */
export interface Input {
  id: string;
  label: string;
  style: 'line' | 'paragraph' | 'select';
  hint?: string;
  value?: string;
  required?: boolean;
  maxLength?: number;
  choices?: readonly Choice[];
}

export interface Form {
  /** The custom id: its first word is the command's that takes the form back. */
  id: string;
  title: string;
  inputs: readonly Input[];
}

/** What a handler gives back: a message, a form to fill in, or choices for an option that is being typed. */
export type Answer = Reply | { form: Form } | { choices: readonly Choice[] };

/** The person asked for something that cannot be given; they read `text` privately, nothing is logged. */
export class UserError extends Error {
  readonly text: Text;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(text: Text, values: Readonly<Record<string, string | number>> = {}) {
    super(text.en);
    this.text = text;
    this.values = values;
  }
}

/** A button; `id` is at most 100 characters, a longer label is cut at 80 (Discord's limits). */
export function button(label: string, id: string, style: 'primary' | 'secondary' | 'danger' = 'secondary') {
  const styles = {
    primary: ButtonStyle.Primary,
    secondary: ButtonStyle.Secondary,
    danger: ButtonStyle.Danger,
  } as const;
  return { type: ComponentType.Button, style: styles[style], label: cut(label, 80), custom_id: id } as const;
}

/** A row with a select: one of at most 25 options is chosen; labels and values are at most 100 characters. */
export function selectRow(id: string, placeholder: string, options: readonly { label: string; value: string }[]): Row {
  const select: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder,
    options: [...options],
  };
  return { type: ComponentType.ActionRow, components: [select] };
}

/** Buttons in rows of five, at most five rows. */
export function rowsOf(buttons: readonly APIButtonComponentWithCustomId[]): Row[] {
  const rows = Math.min(5, Math.ceil(buttons.length / 5));
  return Array.from({ length: rows }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * 5, row * 5 + 5),
  }));
}
