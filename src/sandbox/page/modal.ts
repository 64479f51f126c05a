import type {
  APIModalInteractionResponseCallbackData,
  APISelectMenuComponent,
  APITextInputComponent,
} from 'discord-api-types/v10';
import { choicesOf } from './components.ts';
import { h } from './dom.ts';
import { complaint, type View } from './view.ts';

interface Field {
  label: string;
  description?: string | undefined;
  input: APITextInputComponent | APISelectMenuComponent;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Opens a bot's form over the page. Escape and Cancel close it unsent; what was typed stays while a submission fails. */
export function openModal(id: string, modal: APIModalInteractionResponseCallbackData, view: View): void {
  const fields = modal.components.flatMap(fieldsOf).map((field) => ({ field, control: drawControl(field, view) }));
  const alert = h('p', { class: 'complaint', role: 'alert' });
  const heading = h('h2', { id: 'modal-title' }, modal.title);
  const form = h('form', { method: 'dialog' }, heading, ...fields.map(drawField), alert, buttons(view));
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const controls = fields.map(({ control }) => answerOf(control));
    const outcome = await view.act({ type: 'modal', id, customId: modal.custom_id, fields: controls });
    alert.textContent = complaint(outcome, view) ?? '';
    if (!alert.textContent) dialog.close();
  });
  form.addEventListener('click', ({ target }) => (target as HTMLElement).matches('[value=cancel]') && dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    refocus();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.control.focus();
}

/** A text box that the browser focuses while the dialog still covers it can be left without a caret; so the focus is set anew. */
function refocus(): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return;
  activeElement.blur();
  activeElement.focus();
}

/** The two forms of a modal's inputs: in a label (type 18), or in an action row (type 1) with the label on the input. */
function fieldsOf(component: APIModalInteractionResponseCallbackData['components'][number]): Field[] {
  if (component.type === 1) return component.components.map((input) => ({ label: input.label ?? '', input }));
  if (component.type !== 18) return [];
  const input = component.component;
  if (input.type !== 3 && input.type !== 4 && !(input.type >= 5 && input.type <= 8)) return [];
  return [{ label: component.label, description: component.description, input: input as Field['input'] }];
}

const isRequired = ({ input }: Field) => input.required !== false;

function drawControl(field: Field, view: View): Control {
  const attributes = { id: `field-${field.input.custom_id}`, name: field.input.custom_id, required: isRequired(field) };
  return field.input.type === 4 ? drawText(field.input, attributes) : drawSelect(field.input, attributes, view);
}

function drawText(input: APITextInputComponent, attributes: Record<string, string | boolean>): Control {
  const { min_length: minlength, max_length: maxlength, placeholder } = input;
  const all = { ...attributes, minlength, maxlength, placeholder };
  const control =
    input.style === 2 ? h('textarea', { ...all, rows: 4 }) : h('input', { ...all, type: 'text', autocomplete: 'off' });
  control.value = input.value ?? '';
  return control;
}

function drawSelect(input: APISelectMenuComponent, attributes: Record<string, string | boolean>, view: View): Control {
  const multiple = (input.max_values ?? 1) > 1;
  const choices = choicesOf(input, view.state());
  const options = choices.map(({ label, value, default: chosen }) => h('option', { value, selected: chosen }, label));
  const prompt = h('option', { value: '' }, input.placeholder ?? view.say({ en: 'Make a selection', zh: '请选择' }));
  return h('select', { ...attributes, multiple }, !multiple && prompt, ...options);
}

function drawField({ field, control }: { field: Field; control: Control }): HTMLElement {
  const description = field.description ? h('small', { id: `${control.id}-about` }, field.description) : null;
  if (description) control.setAttribute('aria-describedby', description.id);
  const star = isRequired(field) && h('span', { class: 'star', 'aria-hidden': 'true' }, '*');
  return h('div', { class: 'field' }, h('label', { for: control.id }, field.label, ' ', star), description, control);
}

function buttons(view: View): HTMLElement {
  return h(
    'div',
    { class: 'modal-buttons' },
    h('button', { type: 'button', value: 'cancel', class: 'button secondary' }, view.say({ en: 'Cancel', zh: '取消' })),
    h('button', { type: 'submit', class: 'button primary' }, view.say({ en: 'Submit', zh: '提交' })),
  );
}

function answerOf(control: Control): { customId: string; value?: string; values?: string[] } {
  if (!(control instanceof HTMLSelectElement)) return { customId: control.name, value: control.value };
  const values = [...control.selectedOptions].map(({ value }) => value).filter(Boolean);
  return { customId: control.name, values };
}
