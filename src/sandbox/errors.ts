/**
 * Discord's refusals: HTTP status, JSON error code, message.
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
 */
const refusals = {
  notFound: [404, 0, '404: Not Found'],
  unauthorized: [401, 0, '401: Unauthorized'],
  tooLarge: [413, 40005, 'Request entity too large'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  maximumCommands: [400, 30032, 'Maximum number of application commands reached (100)'],
  dailyCommands: [400, 30034, 'Max number of daily application command creates has been reached (200)'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notOnDirect: [403, 50003, 'Cannot execute action on a DM channel'],
  othersMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  closedDirect: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
} as const;

/** One thing wrong in a request's body, at a path such as `['embeds', 0, 'title']`. */
export interface Problem {
  path: readonly PropertyKey[];
  code: string;
  message: string;
}

/** A problem at a path. */
export const problem = (path: readonly PropertyKey[], code: string, message: string): Problem => ({
  path,
  code,
  message,
});

/** The problem of a field that is missing. */
export const missing = (path: readonly PropertyKey[]): Problem =>
  problem(path, 'BASE_TYPE_REQUIRED', 'This field is required');

/** A refusal on its way to the client, with the body that Discord would send. */
export class DiscordError extends Error {
  readonly status: number;
  readonly body: { message: string; code: number; errors?: object };

  constructor(status: number, body: DiscordError['body']) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

/** One of Discord's refusals by name, to be thrown. */
export function refuse(name: keyof typeof refusals): DiscordError {
  const [status, code, message] = refusals[name];
  return new DiscordError(status, { message, code });
}

/**
 * Status 400 with code 50035 and the problems as a tree.
 * https://docs.discord.com/developers/reference#error-messages
 */
export function invalidForm(problems: readonly Problem[]): DiscordError {
  const errors = {};
  for (const problem of problems.slice(0, 100)) plant(errors, problem);
  return new DiscordError(400, { message: 'Invalid Form Body', code: 50035, errors });
}

/** Throws 50035 when there is any problem; `at` is the place in the body that the problems' paths begin from. */
export function demandNone(problems: readonly Problem[], at: readonly PropertyKey[] = []): void {
  if (problems.length > 0)
    throw invalidForm(problems.map((problem) => ({ ...problem, path: [...at, ...problem.path] })));
}

type Tree = { [key: string]: Tree | object[] };

function plant(errors: Tree, { path, code, message }: Problem): void {
  let node = errors;
  for (const key of path.map(String)) {
    node[key] = Object.hasOwn(node, key) ? node[key]! : {};
    node = node[key] as Tree;
  }
  node._errors = [...((node._errors as object[] | undefined) ?? []), { code, message }];
}
