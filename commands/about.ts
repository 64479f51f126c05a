import { command, factsOf, kinds, kindWords, say, type Text } from '#bot';

const heading: Text = { en: 'Wentian 问天', zh: '问天 Wentian' };
const about: Text = {
  en: 'Wentian (“ask the heavens”) answers questions about space missions and scientific findings, and shows the source and date of every statement. A plan is shown as a plan, a guess as a guess, and what is not known here is said to be not known.',
  zh: '问天回答有关航天任务和科学发现的问题，并注明每条信息的来源和日期。计划就写作计划，推测就写作推测；这里没有的，就直说没有。',
};
const holds: Text = {
  en: 'It knows {entries} entries with {facts} facts: {kinds}.',
  zh: '现有{entries}个词条、{facts}条信息：{kinds}。',
};
const licence: Text = {
  en: 'Version {version}. Code: MIT. Entries: CC-BY-4.0, Wentian contributors. Launch data in part from GCAT, Jonathan McDowell (CC-BY-4.0).',
  zh: '版本{version}。代码采用MIT许可；词条采用CC-BY-4.0许可，署名“Wentian contributors”。部分发射数据取自GCAT（Jonathan McDowell，CC-BY-4.0）。',
};

/** `/about`: what this bot is, what it knows, and under which licence. */
export default command({
  describe: { en: 'What this bot is and what it knows', zh: '关于这个机器人' },
  run({ asker: { locale } }, { library: { entries }, version }) {
    const counts = kinds.map(
      (kind) => `${kindWords[kind][locale]} ${entries.filter((entry) => entry.kind === kind).length}`,
    );
    const facts = entries.reduce((sum, entry) => sum + factsOf(entry).length, 0);
    const parts = [
      about[locale],
      say(holds, locale, { entries: entries.length, facts, kinds: counts.join(' · ') }),
      say(licence, locale, { version }),
    ];
    return { embeds: [{ title: heading[locale], description: parts.join('\n\n') }], private: true };
  },
});
