import { readFile } from 'node:fs/promises';
import type { MockResponse } from '../gate/handled-request.ts';

const mediaTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
};

/** A page may load and run only what the mock itself serves. */
export const ownOnly: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'img-src': 'data:',
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

const files = new Map<string, Promise<string>>();

/**
 * Responds with a file, which is read once.
 *
 * @param edit changes the text before it is sent.
 */
export async function fileResponse(
  path: string,
  policy = ownOnly,
  edit = (text: string) => text,
): Promise<MockResponse> {
  const text = files.get(path) ?? readFile(path, 'utf8');
  files.set(path, text);
  return {
    status: 200,
    headers: {
      'Content-Type': mediaTypes[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      'Content-Security-Policy': Object.entries(policy)
        .map(([directive, sources]) => `${directive} ${sources}`)
        .join('; '),
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
    body: edit(await text),
  };
}
