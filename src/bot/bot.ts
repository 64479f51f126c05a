import type { Gaps } from '../ask/gaps.ts';
import type { Outcome } from '../ask/index.ts';
import type { Clock } from '../clock.ts';
import type { Daily } from '../daily/daily.ts';
import type { Library } from '../knowledge/library.ts';
import type { Moderation } from '../moderation/index.ts';
import type { Answer } from '../reply/reply.ts';
import { admit, askerOf } from './admission.ts';
import type { Call } from './call.ts';
import type { Command, Services } from './command.ts';
import { failureOf, type Witnesses } from './failure.ts';
import { type Owners, ownerOf, ownersOf } from './owners.ts';
import { perform, unknown } from './perform.ts';

export interface BotParts extends Witnesses {
  commands: readonly Command[];
  /** What a guild can see; without one, what everybody can. */
  libraryOf(guild: string | undefined): Library | Promise<Library>;
  /** Answers a question from a library. */
  answer(library: Library, question: string): Outcome;
  gaps: Gaps;
  moderation: Moderation;
  download: Services['download'];
  clock: Clock;
  daily: Daily;
  version: string;
}

export interface Bot {
  commands: readonly Command[];
  /** Answers one call; never throws. */
  handle(call: Call): Promise<Answer>;
  /** What to show instead of an answer to the call that proved impossible to give: the error is reported. */
  failed(call: Call, error: unknown): Answer;
  /** Whether a call must be deferred at once, and who will see its answer. */
  patience(call: Call): 'private' | 'public' | undefined;
}

async function servicesFor(parts: BotParts, { guild }: Call): Promise<Services> {
  const { gaps, moderation, download, clock, daily, commands, version } = parts;
  const library = await parts.libraryOf(guild);
  const answer = (question: string) => parts.answer(library, question);
  return { library, answer, gaps, moderation, download, clock, daily, commands, version };
}

async function answerTo(call: Call, owners: Owners, parts: BotParts): Promise<Answer> {
  const command = ownerOf(owners, call);
  if (!command) throw unknown(call);
  const asker = await askerOf(call, command, parts.moderation);
  admit(command, asker);
  return perform(command, call, asker, await servicesFor(parts, call));
}

/** Everything the bot can do, behind one function that every edge calls. */
export function createBot(parts: BotParts): Bot {
  const { commands } = parts;
  const owners = ownersOf(commands);
  const failed = (call: Call, error: unknown) => failureOf(parts, call, error);
  return {
    commands,
    failed,
    handle: (call) => answerTo(call, owners, parts).catch((error) => failed(call, error)),
    patience: (call) => (call.type === 'suggest' ? undefined : ownerOf(owners, call)?.slow),
  };
}
