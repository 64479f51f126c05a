import { type Entry, factsOf, type Kind, kinds } from './knowledge/entry.ts';
import { type Complaint, errorsIn, originsOf, warningsIn } from './knowledge/lint.ts';
import type { Knowledge } from './knowledge/load.ts';

const several = 2;

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Facts of one origin alone: what a second source is wanted for. */
const alone = (entry: Entry) =>
  factsOf(entry).filter(({ fact }) => originsOf(entry, fact.sources).size < several).length;

function row(label: string, entries: readonly Entry[]): string {
  const facts = sum(entries.map((entry) => factsOf(entry).length));
  const supported = entries.filter((entry) => originsOf(entry).size >= several).length;
  const cells = [entries.length, facts, supported, sum(entries.map(alone))];
  return [label.padEnd(12), ...cells.map((cell) => String(cell).padStart(9))].join('');
}

function coverage(entries: readonly Entry[]): string[] {
  const of = (kind: Kind) => entries.filter((entry) => entry.kind === kind);
  const head = [
    'kind'.padEnd(12),
    ...['entries', 'facts', '2 origins', '1 origin'].map((title) => title.padStart(9)),
  ].join('');
  const legend = '2 origins: entries that two or more report independently; 1 origin: facts that only one does';
  return [head, ...kinds.map((kind) => row(kind, of(kind))), row('all', entries), legend];
}

const lines = (title: string, complaints: readonly Complaint[]) =>
  complaints.map(({ entry, message }) => `${title}  ${entry}: ${message}`);

/** Errors fail a build, warnings are only listed; `today` is `YYYY-MM-DD`. */
export function checkKnowledge(knowledge: Knowledge, today: string): { errors: number; report: string } {
  const errors = errorsIn(knowledge, today);
  const warnings = warningsIn(knowledge, today);
  const total = `${errors.length} errors, ${warnings.length} warnings`;
  const report = [
    ...lines('warning', warnings),
    ...lines('error', errors),
    '',
    ...coverage(knowledge.entries),
    '',
    total,
  ];
  return { errors: errors.length, report: `${report.join('\n')}\n` };
}
