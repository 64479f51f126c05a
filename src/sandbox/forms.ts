import type { APITextInputComponent } from 'discord-api-types/v10';
import { checkValues, DeedError } from './options.ts';
import { optionTypeOf } from './payload.ts';
import type { Deed } from './protocol.ts';

type Node = Record<string, unknown>;
type Field = Extract<Deed, { type: 'modal' }>['fields'][number];

interface Filled {
  components: object[];
  /** The ids among the values, to be resolved. */
  values: { type: number; id: string }[];
}

/**
 * A form as it is sent off: each input with what was entered. Throws a DeedError for what the form would not take.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure
 */
export function filledForm(components: readonly unknown[], fields: readonly Field[]): Filled {
  const values: Filled['values'] = [];
  let last = 0;
  const fill = (component: unknown): object => {
    const node = component as Node;
    const id = node.id ?? ++last;
    if (Array.isArray(node.components)) return { type: node.type, id, components: node.components.map(fill) };
    if (node.component) return { type: node.type, id, component: fill(node.component) };
    const field = fields.find(({ customId }) => customId === node.custom_id);
    const entered = node.custom_id === undefined ? {} : enter(node, field);
    values.push(...idsOf(node, entered.values ?? []));
    return { type: node.type, id, ...entered };
  };
  return { components: components.map(fill), values };
}

function idsOf(node: Node, values: readonly string[]): Filled['values'] {
  const type = optionTypeOf[Number(node.type)];
  return type ? values.map((id) => ({ type, id })) : [];
}

const textInput = 4;

interface Entered {
  custom_id?: unknown;
  value?: string;
  values?: string[];
}

function enter(node: Node, field: Field | undefined): Entered {
  const custom_id = node.custom_id;
  if (node.type === textInput) {
    const value = field?.value ?? '';
    checkText(node, value);
    return { custom_id, value };
  }
  const values = field?.values ?? (field?.value === undefined ? [] : [field.value]);
  if (values.length > 0 || node.required !== false) checkValues(node, values);
  return { custom_id, values };
}

type TextInput = Partial<APITextInputComponent>;

/** https://docs.discord.com/developers/components/reference#text-input: required unless told, at most 4,000 characters. */
function checkText(node: TextInput, value: string): void {
  const { required = true, min_length: least = 0, max_length: most = 4_000, custom_id } = node;
  if (value === '' && !required) return;
  if (value === '' || value.length < least || value.length > most)
    throw new DeedError(`The field ${custom_id} is too short or too long.`);
}
