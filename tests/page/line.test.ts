import type { APIApplicationCommand } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { leavesOf, missing, type Picks, readLine, toOptions, writePiece } from '../../src/sandbox/page/line.ts';
import type { State } from '../../src/sandbox/protocol.ts';

const option = (name: string, type: number, extra: object = {}) => ({ name, type, description: name, ...extra });
const command = (name: string, options: object[]) => ({ id: name, name, type: 1, description: name, options });

const commands = [
  command('mission', [option('name', 3, { required: true })]),
  command('timeline', [option('about', 3), option('from', 4), option('to', 4)]),
  command('daily', [
    option('set', 1, {
      options: [option('channel', 7, { required: true }), option('time', 3, { required: true }), option('thread', 5)],
    }),
    option('off', 1),
  ]),
  {
    ...command('search', [
      option('query', 3, { required: true }),
      option('kind', 3, { choices: [{ name: 'finding', name_localizations: { 'zh-CN': '发现' }, value: 'f' }] }),
    ]),
    name_localizations: { 'zh-CN': '搜索' },
  },
  { ...command('Find sources', []), type: 3 },
] as unknown as APIApplicationCommand[];

const channels = [{ id: '31', name: 'general', kind: 'text' }];
const people = [{ id: '11', name: 'Lin' }];
const roles = [{ id: '21', name: 'Reviewers' }];
const state = { channels, people, roles } as unknown as State;
const leaves = leavesOf(commands, 'zh-CN');
const none: Picks = new Map();

const options = (line: string, picks = none) => toOptions(readLine(line, leaves, picks)!, picks, state);
const values = (line: string, picks = none) => options(line, picks).map(({ name, value }) => [name, value]);

describe('a typed line', () => {
  it('finds whole commands and subcommands, in either language', () => {
    expect(leaves.map(({ names }) => names)).toEqual([
      ['mission'],
      ['timeline'],
      ['daily set'],
      ['daily off'],
      ['search', '搜索'],
    ]);
    expect(readLine('/missions x', leaves, none)).toBeUndefined();
    expect(readLine('mission x', leaves, none)).toBeUndefined();
    expect(values('/搜索 moon')).toEqual([['query', 'moon']]);
  });

  it('gives the text after the name to the first required option, else to the first', () => {
    expect(values('/mission  tianwen 2 ')).toEqual([['name', 'tianwen 2']]);
    expect(values('/timeline moon to:2030')).toEqual([
      ['about', 'moon'],
      ['to', 2030],
    ]);
  });

  it('takes further options by name, with spaces and colons in their values', () => {
    expect(values('/timeline from:2020 to: 2030')).toEqual([
      ['from', 2020],
      ['to', 2030],
    ]);
    expect(values('/search ratio 3:1 of note: iron kind:发现')).toEqual([
      ['query', 'ratio 3:1 of note: iron'],
      ['kind', 'f'],
    ]);
  });

  it('nests the options of a subcommand and reads ids out of names', () => {
    const inner = [
      { name: 'channel', type: 7, value: '31' },
      { name: 'time', type: 3, value: '08:00' },
      { name: 'thread', type: 5, value: true },
    ];
    expect(options('/daily set #general time:08:00 thread:true')).toEqual([{ name: 'set', type: 1, options: inner }]);
    expect(options('/daily off')).toEqual([{ name: 'off', type: 1, options: [] }]);
  });

  it('sends the value of what was picked while its text stands', () => {
    const picks: Picks = new Map([['query', { text: 'Tianwen-2 (kind: mission)', value: 'tianwen-2' }]]);
    expect(values('/search Tianwen-2 (kind: mission)', picks)).toEqual([['query', 'tianwen-2']]);
    expect(values('/search Tianwen-3', picks)).toEqual([['query', 'Tianwen-3']]);
  });

  it('marks the option that is being completed, empty or not', () => {
    const typed = readLine('/mission ', leaves, none)!;
    expect(toOptions(typed, none, state, typed.pieces[0])).toEqual([
      { name: 'name', type: 3, value: '', focused: true },
    ]);
  });

  it('knows what is missing and where to put it', () => {
    const line = '/daily set #general';
    const typed = readLine(line, leaves, none)!;
    expect(missing(typed).map(({ name }) => name)).toEqual(['time']);
    expect(writePiece(line, typed, missing(typed)[0]!, '08:00')).toBe('/daily set #general time:08:00');
    expect(writePiece(line, typed, typed.pieces[0]!.option, '#news')).toBe('/daily set #news');
  });
});
