import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Http, startHttp } from '../src/http.ts';

let http: Http;
beforeAll(async () => {
  http = await startHttp('127.0.0.1', 0, async () => true);
});
afterAll(() => http.close());

/** The status of a request whose path goes out as it is written; fetch would tidy it. */
async function statusOf(path: string): Promise<string> {
  const socket = connect(Number(new URL(http.origin).port), '127.0.0.1');
  socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const [line] = await once(socket, 'data');
  return String(line).split(' ')[1]!;
}

test('a query does not hide a page', async () => {
  expect(await statusOf('/healthz?probe=1')).toBe('200');
});

test.each(['//', '//[', '//x:99999/', '/\\', '/%', '*', 'http://', 'http://[', '/constructor', '/__proto__'])(
  'a path that is none of ours, %s, is not found',
  async (path) => {
    expect(await statusOf(path)).toBe('404');
  },
);

test('what is counted is in the metrics, what was counted before anybody asked too', async () => {
  const count = http.counter('wentian_things_total', 'Things by their kind', 'kind');
  count('small');
  const metrics = async () => (await fetch(`${http.origin}/metrics`)).text();
  expect(await metrics()).toContain('wentian_things_total{kind="small"} 1');
  count('small');
  expect(await metrics()).toContain('wentian_things_total{kind="small"} 2');
});
