import { join } from 'node:path';
import { root } from '../src/config.ts';
import { readKnowledge } from '../src/knowledge/kept.ts';
import { locales } from '../src/text.ts';
import { fitCertainty, fitRank, judged } from './ask/fitting.ts';
import { type Example, examplesOf, type Origin } from './ask/training.ts';
import type { Benchmark, Row, Table } from './runner/benchmark.ts';
import { createRandom } from './search/random.ts';

type Judged = ReturnType<typeof judged>;

const FOLDS = 3;
const THRESHOLDS = [0, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];
const origins: readonly Origin[] = ['own-words', 'paraphrased', 'asked', 'elsewhere', 'unanswerable', 'unanswered'];

/** Every example judged by weights that were found without it. */
function crossValidated(examples: readonly Example[]): Judged {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const rest = examples.filter((_, at) => at % FOLDS !== fold);
    const rank = fitRank(rest);
    return judged(
      examples.filter((_, at) => at % FOLDS === fold),
      rank,
      fitCertainty(rest, rank),
    );
  });
}

function rowAt(threshold: number, examples: Judged): Row {
  const share = (origin: Origin, isRight: boolean) => {
    const own = examples.filter(({ example }) => example.origin === origin);
    return own.filter((one) => one.evidence >= threshold && one.isRight === isRight).length / own.length;
  };
  const columns = origins.map((origin) => {
    const [right, wrong] = [share(origin, true), share(origin, false)].map((one) => one.toFixed(3));
    return [origin, right === '0.000' ? `· / ${wrong}` : `${right} / ${wrong}`];
  });
  return { threshold: String(threshold), ...Object.fromEntries(columns) };
}

const weightsTable = (title: string, weights: Readonly<Record<string, number>>): Table => ({
  title,
  rows: Object.entries(weights).map(([measure, weight]) => ({ measure, weight: weight.toFixed(3) })),
});

const benchmark: Benchmark = {
  describe: 'finds the weights of /ask anew; what it prints goes into src/ask/rank.ts and certainty.ts',
  long: true,
  async *run({ seed }) {
    const knowledge = readKnowledge(join(root, 'knowledge'));
    const random = createRandom(seed);
    const examples = random.shuffle([...examplesOf(knowledge, random), ...examplesOf(knowledge, random)]);
    const validated = crossValidated(examples);
    for (const locale of locales) {
      const own = validated.filter(({ example }) => example.locale === locale);
      yield {
        title: `${locale}, ${own.length} questions, ${FOLDS}-fold: shares answered right / wrong`,
        rows: THRESHOLDS.map((threshold) => rowAt(threshold, own)),
      };
    }
    const rank = fitRank(examples);
    yield weightsTable('RANK', rank);
    yield weightsTable('CERTAIN', fitCertainty(examples, rank));
  },
};

export default benchmark;
