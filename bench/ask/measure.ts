import type { Answerer } from '../../src/ask/answerer.ts';
import type { Answering } from '../../src/ask/index.ts';
import { ranked } from '../../src/ask/rank.ts';
import { dateWords } from '../../src/dates.ts';
import type { Library } from '../../src/knowledge/library.ts';
import { answerCard } from '../../src/reply/pages.ts';
import type { Row } from '../runner/benchmark.ts';
import { type Case, halves, isExpected, isOutdated, isSibling, kinds } from './cases.ts';

/** A question, the fact that speaks most for itself, and how much. */
export interface Judged {
  readonly asked: Case;
  readonly verdict: 'right' | 'wrong' | 'declined';
  readonly sibling: boolean;
  /** The best fact, whether or not it was shown, and whether it would have been right. */
  readonly evidence: number;
  readonly bestIsRight: boolean;
}

/** Whether the card of a fact shows the date of each of its sources. */
function showsDates({ entry, placed }: Answering, asked: Case, library: Library): boolean {
  const { locale } = asked;
  const telling = { locale, vocabulary: library.vocabulary, now: Date.now() };
  const { description = '' } = answerCard([{ entry, placed }], telling);
  return placed.fact.sources.every((id) => description.includes(dateWords(entry.sources[id]!.published, locale)));
}

function judge(asked: Case, { answer, understand, measure }: Answerer, library: Library): Judged {
  const outcome = answer(asked.question);
  const understanding = understand(asked.question);
  const [best] = ranked(measure(understanding));
  const first = outcome.type === 'answered' ? outcome.answers[0] : undefined;
  const right = first && isExpected(asked, first.placed.fact) && showsDates(first, asked, library);
  return {
    asked,
    verdict: first || outcome.type === 'named' ? (right ? 'right' : 'wrong') : 'declined',
    sibling: first !== undefined && isSibling(asked, first.entry),
    evidence: 'evidence' in outcome ? outcome.evidence : 1,
    bestIsRight: best !== undefined && isExpected(asked, best.fact.placed.fact),
  };
}

/** Asks everything whose expected facts are still here. */
export function judgeAll(cases: readonly Case[], answerer: Answerer, library: Library): Judged[] {
  return cases.filter((asked) => !isOutdated(asked, library)).map((asked) => judge(asked, answerer, library));
}

const share = (judged: readonly Judged[], verdict: Judged['verdict']) =>
  judged.length === 0 ? '–' : judged.filter((one) => one.verdict === verdict).length / judged.length;

function rowOf(name: Row, judged: readonly Judged[]): Row {
  return {
    ...name,
    asked: judged.length,
    right: share(judged, 'right'),
    wrong: share(judged, 'wrong'),
    declined: share(judged, 'declined'),
    siblings: judged.filter(({ sibling }) => sibling).length,
  };
}

/** By half and kind, and over all: shares right, wrong and declined. */
export function rowsOf(judged: readonly Judged[]): Row[] {
  return halves.flatMap((half) => {
    const own = judged.filter(({ asked }) => asked.half === half);
    const byKind = kinds.map((kind) =>
      rowOf(
        { half, kind },
        own.filter(({ asked }) => asked.kind === kind),
      ),
    );
    return [...byKind, rowOf({ half, kind: 'all' }, own)];
  });
}

const THRESHOLDS = [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/** What other thresholds would give: more answers, or fewer wrong ones. */
export function tradeOff(judged: readonly Judged[]): Row[] {
  const answerable = judged.filter(({ asked }) => asked.expect.length > 0).length;
  return THRESHOLDS.map((threshold) => {
    const shown = judged.filter(({ evidence }) => evidence >= threshold);
    const right = shown.filter(({ bestIsRight }) => bestIsRight).length;
    const refused = judged.filter(({ asked, evidence }) => asked.expect.length === 0 && evidence < threshold).length;
    return {
      threshold: String(threshold),
      'right of answerable': right / answerable,
      'wrong of all': (shown.length - right) / judged.length,
      'unanswerable declined': refused / (judged.length - answerable),
    };
  });
}

const BINS = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1];

/** How often the best fact is right, by how much speaks for it. */
export function calibration(judged: readonly Judged[]): Row[] {
  return BINS.map((from, at) => {
    const to = BINS[at + 1] ?? Number.POSITIVE_INFINITY;
    const within = judged.filter(({ evidence }) => evidence >= from && evidence < to);
    const right = within.filter(({ bestIsRight }) => bestIsRight).length;
    return { evidence: `from ${from}`, asked: within.length, right: within.length === 0 ? '–' : right / within.length };
  });
}
