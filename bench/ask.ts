import { join } from 'node:path';
import { createAnswerer } from '../src/ask/answerer.ts';
import { root } from '../src/config.ts';
import { readKnowledge } from '../src/knowledge/kept.ts';
import { createLibrary, type Library } from '../src/knowledge/library.ts';
import type { Knowledge } from '../src/knowledge/load.ts';
import { locales } from '../src/text.ts';
import { type Case, isOutdated, loadCases } from './ask/cases.ts';
import { enlarged, measureLatency } from './ask/latency.ts';
import { calibration, judgeAll, rowsOf, tradeOff } from './ask/measure.ts';
import type { Benchmark, Table } from './runner/benchmark.ts';

const FACTS = 5000;
const LONGEST = 6000;

const languages = { en: 'English', zh: 'Chinese' };

/** Rows to be mended; those of the test half are only counted. */
function outdated(cases: readonly Case[], library: Library): Table {
  const gone = cases.filter((asked) => isOutdated(asked, library));
  const named = gone.filter(({ half }) => half === 'dev');
  return {
    title: 'Questions whose expected facts are no longer here (left out below)',
    rows: [{ dev: named.length, test: gone.length - named.length }],
    notes: named.map(({ question, expect }) => `${question} → ${expect[0]!.entry} ${expect[0]!.attr}`),
  };
}

function* figures(cases: readonly Case[], library: Library): Iterable<Table> {
  const answerer = createAnswerer(library);
  for (const locale of locales) {
    const judged = judgeAll(
      cases.filter((asked) => asked.locale === locale),
      answerer,
      library,
    );
    const tuned = judged.filter(({ asked }) => asked.half === 'dev');
    const held = judged.filter(({ asked }) => asked.half === 'test');
    yield {
      title: `${languages[locale]}: shares of questions`,
      rows: rowsOf(judged),
      notes: ['Nothing was tuned on the test half. Right: the first fact shown is an expected one, with its dates.'],
    };
    yield { title: `${languages[locale]}: the threshold, development half`, rows: tradeOff(tuned) };
    yield { title: `${languages[locale]}: the threshold, test half`, rows: tradeOff(held) };
    yield { title: `${languages[locale]}: calibration, test half`, rows: calibration(held) };
  }
}

function latency(knowledge: Knowledge, cases: readonly Case[], seed: number): Table {
  const large = enlarged(knowledge, FACTS, seed);
  const questions = cases.map(({ question }) => question);
  const long = questions.slice(0, 200).map((question) => `${question} `.repeat(LONGEST).slice(0, LONGEST));
  return {
    title: `Milliseconds a question, at ${FACTS} facts, seed ${seed}`,
    rows: [measureLatency(large, questions, 'as asked'), measureLatency(large, long, `${LONGEST} characters`)],
  };
}

const benchmark: Benchmark = {
  describe: 'questions to single facts, or to saying that none is known',
  async *run({ seed }) {
    const knowledge = readKnowledge(join(root, 'knowledge'));
    const library = createLibrary(knowledge);
    const cases = locales.flatMap(loadCases);
    yield outdated(cases, library);
    yield* figures(cases, library);
    yield latency(knowledge, cases, seed);
  },
};

export default benchmark;
