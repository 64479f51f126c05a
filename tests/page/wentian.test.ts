import { pino } from 'pino';
import { systemClock } from '../../src/clock.ts';
import { connect } from '../../src/discord/gateway.ts';
import { testBot } from '../fixture.ts';
import { answerFlows } from './answer-flows.ts';
import { describeInBrowser, type StartBot } from './browser.ts';

const startWentian: StartBot = async ({ token, api }) => {
  const { bot } = testBot();
  const gateway = await connect({ token, api }, { bot, clock: systemClock, log: pino({ level: 'silent' }) });
  return () => gateway.stop();
};

describeInBrowser('the page with Wentian', startWentian, (visit) =>
  answerFlows(visit, {
    command: 'mission',
    text: 'tianwen2',
    prefix: 'tianwen2',
    choice: /^Tianwen-2/,
    answer: 'Tianwen-2 天问二号',
    button: /more facts/,
    afterButton: /all facts/,
  }),
);
