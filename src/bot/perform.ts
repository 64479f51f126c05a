import { type Answer, UserError } from '../reply/reply.ts';
import type { Text } from '../text.ts';
import { type Call, type CallOf, parted } from './call.ts';
import { type Asker, type Command, isMenu, type Services, type StringOption } from './command.ts';
import { LONGEST_TEXT, optionsOf } from './options.ts';

const unknownCommand: Text = {
  en: 'This command is not one of mine any more. `/help` lists what I can do.',
  zh: '这个命令已不再提供。可用 `/help` 查看现有功能。',
};
const unknownButton: Text = {
  en: 'This button is from an older version of me and no longer works. Please give the command again.',
  zh: '这个按钮来自旧版本，已失效。请重新输入命令。',
};

/** What is typed for an option is a name: no more of it is worked on at each letter. */
const LONGEST_TYPED = 100;

/** What is thrown for a call that no command is for. */
export const unknown = (call: Call) => new UserError('id' in call ? unknownButton : unknownCommand);

const performers = {
  command(command: Command, call: CallOf<'command'>, asker: Asker, services: Services) {
    if (isMenu(command)) throw unknown(call);
    return command.run({ options: optionsOf(command, call.options), asker }, services);
  },
  async suggest(command: Command, call: CallOf<'suggest'>, asker: Asker, services: Services) {
    const option = (isMenu(command) ? undefined : command.options?.[call.option]) as StringOption | undefined;
    const { typed, before = {} } = call;
    return { choices: (await option?.suggest?.(typed.slice(0, LONGEST_TYPED), asker, services, before)) ?? [] };
  },
  menu(command: Command, call: CallOf<'menu'>, asker: Asker, services: Services) {
    if (!isMenu(command)) throw unknown(call);
    return command.inspect({ text: call.text.slice(0, LONGEST_TEXT), asker }, services);
  },
  press(command: Command, call: CallOf<'press'>, asker: Asker, services: Services) {
    const { word, words } = parted(call.id);
    return command.presses![word]!({ words, values: call.values, private: call.private, asker }, services);
  },
  submit(command: Command, call: CallOf<'submit'>, asker: Asker, services: Services) {
    const { word, words } = parted(call.id);
    return command.forms![word]!({ words, fields: call.fields, asker }, services);
  },
};

/** Lets a command do what a call asks of it. Throws what its handler throws. */
export const perform = async (command: Command, call: Call, asker: Asker, services: Services): Promise<Answer> =>
  performers[call.type](command, call as never, asker, services);
