import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { bundleShared } from '../../../../scripts/generate/postman/bundle.ts';
import { leakIn } from '../../../contract/judge/leaks.ts';

/** Postman's sandbox has nothing of Node that could be relied on: here it has nothing at all. */
const sandbox = createContext({});
runInContext(bundleShared(), sandbox);

const token = 'Mk7-tRz94QwXb2_hLp';

test.each([
  ['nothing', 'a response without any'],
  ['the token', `Refused for ${token}`],
  ['the token in base64', Buffer.from(`x:${token}`).toString('base64')],
  ['the token in UTF-16', Buffer.from(token, 'utf16le').toString()],
  ['the token in HTML', [...token].map((c) => `&#${c.charCodeAt(0)};`).join('')],
  ['another letter case', token.toLowerCase()],
  ['a stack trace', 'Error: x\n    at parse (/srv/app/upload.js:12:5)'],
  ['a frame alone', '    at parse (/srv/app/upload.js:12:5)'],
])('Postman judges %s as the suite does', (_, text) => {
  Object.assign(sandbox, { text, token });
  expect(runInContext('suite.leakIn(text, token)', sandbox)).toBe(leakIn(text, token));
  expect(runInContext('suite.hide(text, token)', sandbox)).not.toContain(token);
});

test('the bundle is the same on every machine', () => {
  expect(bundleShared()).not.toContain(process.cwd());
});
