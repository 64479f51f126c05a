import type { Form, Input } from '../reply/reply.ts';
import type { Locale, Text } from '../text.ts';
import { longest, states, stateWords, type Typed } from './proposal.ts';

const whole = ['name', 'state', 'text', 'source_url', 'source_date'] as const;

/** Every form of moderation: its first word, and its inputs in their order. */
export const forms = {
  add: { title: { en: 'Add an entry', zh: '添加词条' }, inputs: whole },
  suggest: { title: { en: 'Suggest an entry', zh: '推荐词条' }, inputs: whole },
  amend: { title: { en: 'Edit the suggestion', zh: '编辑推荐' }, inputs: whole },
  edit: {
    title: { en: 'Edit what stands', zh: '编辑内容' },
    inputs: ['text', 'state', 'source_url', 'source_date', 'reason'],
  },
  reject: { title: { en: 'Reject the suggestion', zh: '拒绝推荐' }, inputs: ['reason'] },
} as const satisfies Record<string, { title: Text; inputs: readonly string[] }>;

export type FormWord = keyof typeof forms;

interface Shape {
  label: Text;
  hint?: Text;
  style: Input['style'];
  required?: boolean;
  maxLength?: number;
}

const shapes: Readonly<Record<string, Shape>> = {
  name: { label: { en: 'Name', zh: '名称' }, style: 'line', maxLength: longest.name },
  state: { label: { en: 'State', zh: '状态' }, style: 'select' },
  text: {
    label: { en: 'Statement', zh: '说明' },
    hint: { en: 'One fact, in one sentence or two', zh: '用一两句话写明一条信息' },
    style: 'paragraph',
    maxLength: longest.text,
  },
  source_url: {
    label: { en: 'Address of the source', zh: '来源网址' },
    hint: { en: 'https://…', zh: 'https://…' },
    style: 'line',
    maxLength: longest.source_url,
  },
  source_date: {
    label: { en: 'Date of the source (YYYY-MM-DD)', zh: '来源日期（YYYY-MM-DD）' },
    hint: { en: '2025-07-02', zh: '2025-07-02' },
    style: 'line',
  },
  reason: {
    label: { en: 'Reason', zh: '理由' },
    style: 'line',
    required: false,
    maxLength: longest.reason,
  },
};

function inputOf(id: string, typed: Typed, locale: Locale): Input {
  const { label, hint, ...shape } = shapes[id]!;
  const { maxLength = 4000 } = shape;
  const value = (typed[id] ?? '').slice(0, maxLength);
  const choices = states.map((state) => ({ name: stateWords[state][locale], value: state }));
  const base = { id, label: label[locale], ...shape, ...(hint && { hint: hint[locale] }) };
  if (shape.style === 'select') return { ...base, choices, value: value || 'happened' };
  return { ...base, ...(value && { value }) };
}

/** A form with what was typed or what stands; `words` follow its first word in the custom id. */
export function formOf(word: FormWord, words: readonly string[], typed: Typed, locale: Locale): Form {
  const { title, inputs } = forms[word];
  const isOnly = inputs.length === 1;
  return {
    id: [word, ...words].join(':'),
    title: title[locale],
    inputs: inputs.map((id) => ({ ...inputOf(id, typed, locale), ...(isOnly && { required: true }) })),
  };
}
