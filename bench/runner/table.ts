import type { Row, Table } from './benchmark.ts';

const asText = (value: string | number | undefined): string => {
  if (typeof value !== 'number') return value ?? '';
  return Number.isInteger(value) || Math.abs(value) >= 1000 ? String(Math.round(value)) : value.toFixed(3);
};

/** A table in plain text: the first column to the left, figures to the right. */
export function format({ title, rows, notes = [] }: Table): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => asText(row[column]).length)));
  const align = (text: string, at: number) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!));
  const line = (row: Row) => columns.map((column, at) => align(asText(row[column]), at)).join('  ');
  const head = columns.map(align).join('  ');
  return ['', title, head, '-'.repeat(head.length), ...rows.map(line), ...notes].join('\n');
}
