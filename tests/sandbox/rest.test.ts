import { describe, expect, it } from 'vitest';
import { world } from '../../src/sandbox/world.ts';
import { open } from './client.ts';

const general = `/channels/${world.channels.general}/messages`;
const base = `/applications/${world.application}/commands`;
const guildBase = `/applications/${world.application}/guilds/${world.guild}/commands`;
const command = (name: string, extra = {}) => ({ name, description: 'Does', ...extra });
const option = (name: string, extra = {}) => ({ type: 3, name, description: 'Is', ...extra });

describe('the REST API', () => {
  it('wants the token, valid JSON and a path that it knows', async () => {
    const { send, sandbox } = await open();
    expect(await send('GET', '/users/@me', undefined, 'Bot wrong')).toMatchObject({
      status: 401,
      body: { message: '401: Unauthorized', code: 0 },
    });
    expect(await send('GET', '/nothing')).toMatchObject({ status: 404, body: { message: '404: Not Found', code: 0 } });
    const broken = await fetch(`${sandbox.api}${general}`, {
      method: 'POST',
      headers: { authorization: `Bot ${sandbox.token}` },
      body: '{',
    });
    expect([broken.status, ((await broken.json()) as { code: number }).code]).toEqual([400, 50109]);
  });

  it('answers only to names of this machine', async () => {
    const { sandbox } = await open();
    const { request } = await import('node:http');
    const status = await new Promise((resolve) =>
      request(`${sandbox.origin}/sandbox/state`, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      ).end(),
    );
    expect(status).toBe(403);
  });

  it('tells the limit on every answer and refuses beyond it', async () => {
    const { send } = await open({ limit: { requests: 2, windowMs: 60_000 } });
    const { headers } = await send('GET', '/users/@me');
    expect(headers.get('x-ratelimit-limit')).toBe('2');
    expect(headers.get('x-ratelimit-remaining')).toBe('1');
    expect(headers.get('x-ratelimit-bucket')).toMatch(/^\w+$/);
    await send('GET', '/users/@me');
    const refused = await send('GET', '/users/@me');
    expect(refused).toMatchObject({
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: expect.any(Number), global: false },
    });
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('has a limit over everything: 50 requests a second', async () => {
    const { send } = await open({ limit: { requests: 1_000, windowMs: 1_000 } });
    const results = await Promise.all(Array.from({ length: 80 }, () => send('GET', '/users/@me')));
    expect(results.find(({ status }) => status === 429)).toMatchObject({ body: { global: true } });
  });

  it('fails on demand, before or after doing what was asked', async () => {
    const { sandbox, send } = await open();
    sandbox.faults.add({ method: 'POST', path: /messages$/, status: 502, times: 2 });
    sandbox.faults.add({ method: 'POST', path: /messages$/, status: 500, after: true });
    sandbox.faults.add({ method: 'POST', path: /messages$/, cut: true });
    expect((await send('POST', general, { content: 'a' })).status).toBe(502);
    expect((await send('POST', general, { content: 'b' })).status).toBe(502);
    expect((await send('POST', general, { content: 'c' })).status).toBe(500);
    await expect(send('POST', general, { content: 'd' })).rejects.toThrow('fetch failed');
    expect((await send('POST', general, { content: 'e' })).status).toBe(200);
    expect(sandbox.messages(world.channels.general, world.people.lin).map(({ content }) => content)).toEqual([
      'c',
      'e',
    ]);
  });

  it('shows the server and the application', async () => {
    const { send } = await open();
    expect((await send('GET', `/guilds/${world.guild}/roles`)).body).toHaveLength(4);
    expect((await send('GET', `/guilds/${world.guild}/channels`)).body).toHaveLength(3);
    expect((await send('GET', `/guilds/${world.guild}/members/${world.people.mei}`)).body).toMatchObject({
      roles: [world.roles.moderators],
    });
    expect((await send('GET', '/applications/@me')).body).toMatchObject({ id: world.application });
    expect((await send('GET', '/guilds/1')).body).toMatchObject({ code: 10004 });
  });
});

describe('commands that Discord would refuse', () => {
  const refused: [name: string, body: object, path: string][] = [
    ['a name with a space', command('two words'), 'name'],
    ['a name in upper case', command('Mission'), 'name'],
    ['no description', { name: 'mission' }, 'description'],
    ['a description of 101', command('a', { description: 'x'.repeat(101) }), 'description'],
    ['26 options', command('a', { options: Array.from({ length: 26 }, (_, index) => option(`o${index}`)) }), 'options'],
    [
      'a required option after another',
      command('a', { options: [option('b'), option('c', { required: true })] }),
      'options.1',
    ],
    [
      'choices together with autocomplete',
      command('a', { options: [option('b', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }),
      'options.0',
    ],
    ['an option in upper case', command('a', { options: [option('B')] }), 'options.0.name'],
    [
      'a wrong name in Chinese',
      command('a', { name_localizations: { 'zh-CN': '任务 一' } }),
      'name_localizations.zh-CN',
    ],
    [
      'more than 8,000 characters',
      command('a', {
        options: Array.from({ length: 25 }, (_, index) =>
          option(`o${index}`, {
            description: 'x'.repeat(100),
            choices: Array.from({ length: 25 }, (_, at) => ({ name: 'x'.repeat(10), value: `v${at}` })),
          }),
        ),
      }),
      '',
    ],
    ['a menu with a description', { name: 'Find sources', type: 3, description: 'x' }, 'description'],
  ];

  it.each(refused)('%s', async (_name, body, path) => {
    const { send } = await open();
    const { status, body: answer } = await send('PUT', base, [body]);
    expect([status, answer.code]).toEqual([400, 50035]);
    const problems = ['0', ...path.split('.').filter(Boolean)].reduce((node, key) => node?.[key], answer.errors);
    expect(problems?._errors?.[0]).toEqual({ code: expect.any(String), message: expect.any(String) });
  });

  it('a server command for direct messages', async () => {
    const { send } = await open();
    expect(await send('PUT', guildBase, [command('a', { contexts: [0, 1] })])).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
  });

  it('a hundred and one', async () => {
    const { send } = await open();
    const many = Array.from({ length: 101 }, (_, index) => command(`c${index}`));
    expect(await send('PUT', base, many)).toMatchObject({ status: 400, body: { code: 30032 } });
    expect((await send('PUT', base, many.slice(1))).body).toHaveLength(100);
  });
});

describe('commands', () => {
  it('replaced in bulk keep the id of the same name', async () => {
    const { send } = await open();
    const first = await send('PUT', base, [command('a', { default_member_permissions: '32' }), command('b')]);
    const second = await send('PUT', base, [command('b', { description: 'New' }), command('c')]);
    expect(first.body[0]).toMatchObject({ name: 'a', default_member_permissions: '32', type: 1 });
    expect(second.body[0]).toMatchObject({ id: first.body[1].id, description: 'New' });
    const again = await send('PUT', base, [command('b', { description: 'New' }), command('c')]);
    const plain = ({ version: _, ...rest }: { version: string }) => rest;
    expect(again.body.map(plain)).toEqual(second.body.map(plain));
    expect(second.body[0].version).not.toBe(first.body[1].version);
    expect((await send('GET', base)).body.map(({ name }: { name: string }) => name)).toEqual(['b', 'c']);
  });

  it('are made, read, changed and deleted one by one, apart from those of the server', async () => {
    const { send } = await open();
    const { status, body } = await send('POST', base, command('a', { name_localizations: { 'zh-CN': '任务' } }));
    expect([status, (await send('POST', base, command('a'))).status]).toEqual([201, 200]);
    await send('PATCH', `${base}/${body.id}`, { description: 'New', name_localizations: { 'zh-CN': '任务' } });
    expect((await send('GET', `${base}/${body.id}`)).body).toMatchObject({ description: 'New', name: 'a' });
    expect((await send('GET', base)).body[0]).not.toHaveProperty('name_localizations');
    expect((await send('GET', `${base}?with_localizations=true`)).body[0].name_localizations).toEqual({
      'zh-CN': '任务',
    });
    expect((await send('GET', guildBase)).body).toEqual([]);
    expect((await send('DELETE', `${base}/${body.id}`)).status).toBe(204);
    expect(await send('GET', `${base}/${body.id}`)).toMatchObject({ status: 404, body: { code: 10063 } });
  });
});
