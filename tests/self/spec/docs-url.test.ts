import { describe, expect, test } from 'vitest';
import { docsUrlOf, readDocsUrl, rulePage } from '../../../spec/docs-url.ts';

describe('the address of a reference site', () => {
  test.each([
    ['https://docs.example/contract', 'https://docs.example/contract/'],
    ['https://docs.example/contract/', 'https://docs.example/contract/'],
    ['https://docs.example/contract/index.html', 'https://docs.example/contract/'],
    ['HTTP://Docs.Example', 'http://docs.example/'],
    ['https://docs.example/über uns', 'https://docs.example/%C3%BCber%20uns/'],
    ['../site', '../site/'],
    ['site/index.html', 'site/'],
    ['index.html', './'],
    ['.', './'],
    ['/docs', '/docs/'],
  ])('%s', (text, url) => {
    expect(readDocsUrl(text)).toEqual({ url });
  });

  test.each([
    ['', 'is empty'],
    ['javascript:alert(1)', 'must be an http:// or https:// address, or a relative path'],
    ['file:///site', 'must be an http:// or https:// address'],
    ['data:text/html,x', 'must be an http:// or https:// address'],
    ['C:\\site', 'must be an http:// or https:// address'],
    ['//docs.example', 'has no scheme. Did you mean https://docs.example?'],
    ['https://', 'is not a URL'],
    ['https://me:secret@docs.example', 'must not contain a user name or password'],
    ['https://docs.example/?page=1', 'must not contain a query or fragment'],
    ['../site#rules', 'must not contain a query or fragment'],
    ['..\\site', 'contains characters that must be percent-encoded'],
    ['my site', 'contains characters that must be percent-encoded'],
    ['site"><script>', 'contains characters that must be percent-encoded'],
    ['site)', 'contains characters that must be percent-encoded'],
    ['a\u001b[31m', 'contains characters that must be percent-encoded'],
  ])('%s is rejected', (text, problem) => {
    expect(readDocsUrl(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test('must be absolute if a relative path leads nowhere', () => {
    expect(readDocsUrl('../site', true)).toEqual({
      problem: "must be an http:// or https:// address, not '../site'",
    });
  });

  test('is that of externalDocs, if safe', () => {
    expect(docsUrlOf({ externalDocs: { url: 'https://docs.example' } })).toBe('https://docs.example/');
    for (const externalDocs of [undefined, null, {}, { url: 1 }, { url: 'javascript:alert(1)' }])
      expect(docsUrlOf({ externalDocs })).toBeUndefined();
  });
});

test('a rule has a page, and a case a place on it', () => {
  expect(rulePage('../site/', 'R7')).toBe('../site/rules/R7.html');
  expect(rulePage('../site/', 'R7', 'three-files')).toBe('../site/rules/R7.html#three-files');
});
