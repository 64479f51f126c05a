import { checkCommand } from './command-rules.ts';
import { invalidForm, problem, refuse } from './errors.ts';
import { type Answer, type Call, done, ok, type Route } from './rest.ts';
import { checkSchema } from './spec.ts';
import { announce, type State, type StoredCommand } from './state.ts';
import { world } from './world.ts';

type Body = Record<string, unknown> & { name: string; type?: number; id?: string };

const mostCommands: Record<number, number> = { 1: 100, 2: 15, 3: 15, 4: 1 };
const createsADay = 200;

interface Scope {
  state: State;
  guild: string | undefined;
  /** When commands were created in each scope, for the daily limit. */
  creations: Map<string, number[]>;
}

/** The application's commands, global and per guild. https://docs.discord.com/developers/interactions/application-commands#endpoints */
export function commandRoutes(state: State): Route[] {
  const creations: Scope['creations'] = new Map();
  const routes = (base: string): Route[] => {
    const on = (
      verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      path: string,
      act: (scope: Scope, call: Call) => Answer | Promise<Answer>,
    ): Route => ({
      at: `${verb} ${base}${path}` as Route['at'],
      handle: (call) => act(scopeOf(state, creations, call), call),
    });
    return [
      on('GET', '', (scope, { query }) => ok(inScope(scope).map((command) => view(command, query)))),
      on('PUT', '', replaceAll),
      on('POST', '', createOne),
      on('GET', '/:command', (scope, { params }) => ok(find(scope, params.command))),
      on('PATCH', '/:command', changeOne),
      on('DELETE', '/:command', deleteOne),
    ];
  };
  return [
    ...routes('/applications/:application/commands'),
    ...routes('/applications/:application/guilds/:guild/commands'),
  ];
}

function scopeOf(state: State, creations: Scope['creations'], { params }: Call): Scope {
  const { application, guild } = params;
  if (application !== world.application) throw refuse('unknownApplication');
  if (guild !== undefined && !state.guilds.get(guild)?.members.has(world.application)) throw refuse('missingAccess');
  return { state, guild, creations };
}

const inScope = ({ state, guild }: Scope): StoredCommand[] =>
  [...state.commands.values()].filter((command) => command.guild_id === guild);

function find(scope: Scope, id: string | undefined): StoredCommand {
  const command = inScope(scope).find((one) => one.id === id);
  if (!command) throw refuse('unknownCommand');
  return command;
}

const localisations = ['name_localizations', 'description_localizations'];

/** https://docs.discord.com/developers/interactions/application-commands#get-global-application-commands: lists leave localisations out unless told. */
function view(command: StoredCommand, query: URLSearchParams): unknown {
  if (query.get('with_localizations') === 'true') return command;
  return JSON.parse(JSON.stringify(command, (key, value) => (localisations.includes(key) ? undefined : value)));
}

/** Discord's documents and clients write the permissions as text, its schema as a number. */
function forSchema(body: Body): object {
  const { default_member_permissions: permissions } = body;
  const isDigits = typeof permissions === 'string' && /^\d+$/.test(permissions);
  return isDigits ? { ...body, default_member_permissions: Number(permissions) } : body;
}

async function check(scope: Scope, body: unknown, at: PropertyKey[]): Promise<Body> {
  await checkSchema('ApplicationCommandUpdateRequestSchema', forSchema((body ?? {}) as Body), at);
  checkCommand(body as Body, { at, isGuild: scope.guild !== undefined });
  return body as Body;
}

/** A command as it is kept; what its body does not name has Discord's default. */
function build({ state, guild }: Scope, body: Body, id = state.snowflake()): StoredCommand {
  const { default_member_permissions: permissions, dm_permission: _, ...rest } = body;
  const where = guild ? { guild_id: guild } : { contexts: null, integration_types: [0, 1] };
  return {
    ...{ application_id: world.application, description: '', nsfw: false, ...where },
    ...{ name_localizations: null, description_localizations: null, type: 1 },
    ...rest,
    ...{ id, version: state.snowflake(), default_member_permissions: permissions == null ? null : String(permissions) },
  } as unknown as StoredCommand;
}

/** Every given command takes the place and keeps the id of the one of its name and type; the others go. */
async function replaceAll(scope: Scope, { body }: Call): Promise<Answer> {
  if (!Array.isArray(body))
    throw invalidForm([problem([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType')]);
  const bodies = await Promise.all(body.map((one, index) => check(scope, one, [index])));
  demandRoom(bodies);
  const before = inScope(scope);
  const commands = bodies.map((one) => build(scope, one, sameName(before, one)?.id));
  count(scope, bodies.filter((one) => !sameName(before, one)).length);
  for (const { id } of before) scope.state.commands.delete(id);
  for (const command of commands) scope.state.commands.set(command.id, command);
  announceCommands(scope.state);
  return ok(commands);
}

const sameName = (commands: readonly StoredCommand[], { name, type = 1 }: Body) =>
  commands.find((one) => one.name === name && one.type === type);

function demandRoom(bodies: readonly { type?: number }[]): void {
  for (const [type, limit] of Object.entries(mostCommands)) {
    if (bodies.filter((body) => (body.type ?? 1) === Number(type)).length > limit) throw refuse('maximumCommands');
  }
}

function count({ state, guild = '', creations }: Scope, created: number): void {
  const now = state.clock.now();
  const today = (creations.get(guild) ?? []).filter((time) => time > now - 86_400_000);
  if (today.length + created > createsADay) throw refuse('dailyCommands');
  creations.set(guild, [...today, ...Array<number>(created).fill(now)]);
}

async function createOne(scope: Scope, { body }: Call): Promise<Answer> {
  const checked = await check(scope, body, []);
  const before = sameName(inScope(scope), checked);
  if (!before) {
    demandRoom([...inScope(scope), checked]);
    count(scope, 1);
  }
  const command = build(scope, checked, before?.id);
  keep(scope.state, command);
  return { status: before ? 200 : 201, body: command };
}

async function changeOne(scope: Scope, { body, params }: Call): Promise<Answer> {
  const before = find(scope, params.command);
  const { id: _, application_id: __, version: ___, guild_id: ____, ...known } = before;
  await check(scope, { ...known, ...(body as object) }, []);
  const command = build(scope, { ...known, ...(body as Body), type: before.type } as Body, before.id);
  keep(scope.state, command);
  return ok(command);
}

function deleteOne(scope: Scope, { params }: Call): Answer {
  scope.state.commands.delete(find(scope, params.command).id);
  announceCommands(scope.state);
  return done;
}

function keep(state: State, command: StoredCommand): void {
  state.commands.set(command.id, command);
  announceCommands(state);
}

function announceCommands(state: State): void {
  announce(state, { event: 'COMMANDS', data: {} });
}
