import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';

const folder = new URL('./page/', import.meta.url);

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** Pictures come from the address that the bot uses, which may be another name of the same server than the page's. */
function policy(pictures: string): string {
  const sources = `script-src 'self'; style-src 'self'; img-src 'self' data: ${pictures}; connect-src 'self'`;
  return `default-src 'none'; ${sources}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

/** The page's file that a path stands for, if it can be one: `/` or `/page/NAME`. */
export function assetOf(path: string): string | undefined {
  if (path === '/') return 'index.html';
  return /^\/page\/([a-z][a-z0-9-]*\.(?:html|css|ts|svg|png))$/.exec(path)?.[1];
}

/** Sends a file of the page, whose pictures come from the origin `pictures`; TypeScript loses its types on the way, nothing else is built. */
export async function sendAsset(response: ServerResponse, name: string, pictures: string): Promise<void> {
  const bytes = await readFile(new URL(name, folder)).catch(() => undefined);
  if (!bytes) return void response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such file.');
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const content = extension === 'ts' ? stripTypeScriptTypes(bytes.toString()) : bytes;
  const safety = {
    'Content-Security-Policy': policy(pictures),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
  response.writeHead(200, { 'Content-Type': types[extension], 'Cache-Control': 'no-store', ...safety }).end(content);
}
