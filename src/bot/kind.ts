import { type Kind, kinds } from '../knowledge/entry.ts';
import { kindWords } from '../reply/labels.ts';
import { UserError } from '../reply/reply.ts';
import type { Text } from '../text.ts';

const noKind: Text = { en: 'There is no such kind of entry.', zh: '没有这一类词条。' };

/** The kind of an entry that is to be made. */
export const kindOption = {
  type: 'string',
  required: true,
  describe: { en: 'What it is', zh: '词条类别' },
  choices: kindWords,
} as const;

/** The kind that an option or a custom id names. Throws a UserError for what is none. */
export function kindOf(word: string | undefined): Kind {
  const kind = kinds.find((one) => one === word);
  if (!kind) throw new UserError(noKind);
  return kind;
}
