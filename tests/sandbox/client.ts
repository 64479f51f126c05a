import { onTestFinished } from 'vitest';
import { listenSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

/** What a REST request came back with. */
export interface Result {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form.
  body: any;
}

/** A sandbox for one test and a bare REST client of it, with the bot's token unless another is given. */
export async function open(options: SandboxOptions = {}) {
  const sandbox = await listenSandbox(options);
  onTestFinished(() => sandbox.close());
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    token = `Bot ${sandbox.token}`,
  ): Promise<Result> => {
    const isForm = body instanceof FormData;
    const headers = { authorization: token, ...(!isForm && { 'content-type': 'application/json' }) };
    const response = await fetch(`${sandbox.api}/v10${path}`, {
      method,
      headers,
      body: isForm ? body : (JSON.stringify(body) ?? null),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
  };
  return { sandbox, send };
}
