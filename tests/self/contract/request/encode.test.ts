import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import type { FileRecipe, PartHead, RequestRecipe } from '../../../contract/case.ts';
import { account, baseline, file, type, upload, withToken } from '../../../contract/cases/recipes.ts';
import { contractCases } from '../../../contract/index.ts';
import { encodeRequest, headBytes, type WireRequest, wholeBody } from '../../../contract/request/encode.ts';
import { resolveRequest } from '../../../contract/request/resolve.ts';

/** The bytes of recipes, one by one. */
const variables = {
  clientId: 'a client',
  accountId: 'acc-1',
  foreignAccountId: 'acc-2',
  token: 'tOken-123',
  mark: 'contract-run-case',
};
const settings = {
  baseUrl: 'http://upload.test:8080/base',
  headers: [],
  userAgent: 'upload-contract/0 (test)',
};

const encode = (
  recipe: RequestRecipe,
  extra: Partial<typeof settings> & { headerNames?: 'lower-case' } = {},
): WireRequest => encodeRequest(resolveRequest(recipe, variables, contract), { ...settings, ...extra });

const head = (recipe: RequestRecipe): string => headBytes(encode(recipe)).toString('latin1');
const body = (recipe: RequestRecipe): string => wholeBody(encode(recipe)).toString('latin1');
const disposition = 'Content-Disposition: form-data; name="file"; filename="x.txt"\r\n';
const textPlain = 'Content-Type: text/plain\r\n';
const small = file({ kind: 'text', size: 3, name: '{{mark}}.txt' });

describe('the head', () => {
  test('has the base path, the encoded client id, and one Authorization with the raw token', () => {
    const lines = head(baseline).split('\r\n');
    expect(lines[0]).toBe('POST /base/files/v1/a%20client/upload_files HTTP/1.1');
    expect(lines).toContain('Host: upload.test:8080');
    expect(lines).toContain('User-Agent: upload-contract/0 (test)');
    expect(lines.filter((line) => /^authorization:/i.test(line))).toEqual(['Authorization: tOken-123']);
    expect(lines.slice(-2)).toEqual(['', '']);
  });

  test.each([
    ['absent', undefined],
    ['empty', ''],
    ['prefix', 'tOken-12'],
    ['first-character-missing', 'Oken-123'],
    ['other-letter-case', 'ToKEN-123'],
    ['one-letter-more', 'tOken-123x'],
    ['one-letter-less-one-more', 'tOken-12x'],
    ['doubled', 'tOken-123tOken-123'],
    ['more-behind', 'tOken-123 , x'],
    ['bearer-prefixed', 'Bearer tOken-123'],
    ['basic-prefixed', 'Basic tOken-123'],
    ['quoted', '"tOken-123"'],
  ] as const)('carries the token variant %s as it says', (variant, value) => {
    const header = /^Authorization: (.*)\r$/m.exec(head(withToken(variant)));
    expect(header?.[1]).toBe(value);
  });

  test('carries an unknown token that does not contain the valid one', () => {
    const value = /^Authorization: (.*)\r$/m.exec(head(withToken('unknown')))?.[1];
    expect(value).toMatch(/^unknown-/);
    expect(value).not.toContain(variables.token);
  });

  test.each([
    ['without-client-id', '/base/files/v1/upload_files'],
    ['other-last-segment', '/base/files/v1/a%20client/upload_files_archive'],
    ['without-last-segment', '/base/files/v1/a%20client'],
    ['extra-segment', '/base/files/v1/a%20client/upload_files/archive'],
    ['other-first-segment', '/base/archive/v1/a%20client/upload_files'],
    ['trailing-slash', '/base/files/v1/a%20client/upload_files/'],
  ] as const)('misses the path by %s', (path, target) => {
    expect(encode({ ...baseline, path }).target).toBe(target);
  });

  test('writes header names in lower case when the recipe says so', () => {
    const request = resolveRequest({ ...baseline, headerNames: 'lower-case' }, variables, contract);
    const { headers } = encodeRequest(request, { ...settings, headerNames: 'lower-case' });
    expect(headers.filter(([name]) => name !== name.toLowerCase())).toEqual([]);
  });

  test('puts the query after the path, field names and values filled in', () => {
    const recipe = { ...baseline, query: { '{{field:account}}': '{{accountId}}', token: '{{token}}' } };
    expect(encode(recipe).target).toMatch(/upload_files\?accountId=acc-1&token=tOken-123$/);
  });
});

describe('the body', () => {
  test('is multipart/form-data with the parts in order, and its length declared', () => {
    const recipe = upload([account, small, type('CSV')]);
    const boundary = /boundary=(\S+)/.exec(head(recipe))?.[1] ?? '';
    const text = wholeBody(encode(recipe));
    const content = Buffer.from(text).toString();
    const letters = content.split('\r\n\r\n')[2]?.slice(0, 3);
    expect(content).toBe(
      [
        `--${boundary}`,
        'Content-Disposition: form-data; name="accountId"',
        '',
        'acc-1',
        `--${boundary}`,
        'Content-Disposition: form-data; name="file"; filename="contract-run-case.txt"',
        'Content-Type: text/plain',
        '',
        letters,
        `--${boundary}`,
        'Content-Disposition: form-data; name="documentType"',
        '',
        'CSV',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    );
    expect(head(recipe)).toContain(`Content-Length: ${content.length}\r\n`);
  });

  test('is declared as chunked, without a length, when the recipe says so', () => {
    const text = head({ ...baseline, framing: 'chunked' });
    expect(text).toContain('Transfer-Encoding: chunked\r\n');
    expect(text).not.toMatch(/content-length/i);
  });

  test.each([
    ['plain', /boundary=------upload-contract-[0-9a-f]{24}\r/],
    ['quoted', /boundary="------upload-contract-[0-9a-f]{24}"\r/],
    ['longest', /boundary=[-0-9a-f]{70}\r|boundary=[-0-9a-z]{70}\r/],
  ] as const)('has a %s boundary', (boundary, pattern) => {
    expect(head(upload([account, small], { boundary }))).toMatch(pattern);
  });

  test('has file names in raw UTF-8, quotation marks percent-encoded', () => {
    const content = body(upload([account, file({ name: 'ü"x.csv' })]));
    expect(Buffer.from(content, 'latin1').toString()).toContain('filename="ü%22x.csv"');
  });

  test('leaves a file part without Content-Type when the recipe says so', () => {
    expect(body(upload([account, file({ mediaType: null })]))).not.toContain('Content-Type');
  });

  test('repeats or cuts a text to the size that the recipe says', () => {
    expect(body(upload([account, small, { role: 'type', text: 'Bill ', size: 12 }]))).toContain(
      '\r\n\r\nBill Bill Bi\r\n',
    );
    expect(body(upload([account, small, { role: 'type', text: 'Bill', size: 2 }]))).toContain('\r\nBi\r\n');
  });

  test.each([1, 2047, 2048, 2049, 65_536, 300_001])('repeats or cuts a file to %i bytes', (size) => {
    const contentOf = (recipe: Partial<FileRecipe>): Buffer => {
      const request = encode({
        body: { kind: 'raw', mediaType: 'x/y', file: { kind: 'binary', ...recipe } },
      });
      return wholeBody(request);
    };
    const natural = contentOf({});
    expect(natural).toHaveLength(2048);
    expect(contentOf({ size }).equals(Buffer.alloc(size, natural))).toBe(true);
  });

  test.each<[PartHead, string]>([
    ['transfer-encoding', `${disposition}${textPlain}Content-Transfer-Encoding: binary\r\n`],
    ['content-length', `${disposition}${textPlain}Content-Length: 3\r\n`],
    [
      'lower-case',
      'content-disposition: form-data; name="file"; filename="x.txt"\r\ncontent-type: text/plain\r\n',
    ],
    ['unquoted', `Content-Disposition: form-data; name=file; filename=x.txt\r\n${textPlain}`],
    ['file-name-first', `Content-Disposition: form-data; filename="x.txt"; name="file"\r\n${textPlain}`],
    ['media-type-first', textPlain + disposition],
    ['extended-name', `${disposition.trimEnd()}; filename*=utf-8''x.txt\r\n${textPlain}`],
    ['folded', `Content-Disposition: form-data;\r\n name="file";\r\n filename="x.txt"\r\n${textPlain}`],
    ['without-whitespace', (disposition + textPlain).replace(/([:;]) /g, '$1')],
  ])('writes the head of a file part in the form %s', (partHead, head) => {
    const recipe = file({ kind: 'text', size: 3, name: 'x.txt', partHead });
    const [, written] = body(upload([recipe])).split(/^--[-\w]+\r\n|\r\n\r\n/);
    expect(`${written}\r\n`).toBe(head);
  });

  const flawed = (
    flaw: 'truncated-in-file' | 'truncated-in-part-header' | 'no-closing-delimiter' | 'no-delimiter-at-all',
  ) => body(upload([account, file()], { flaw }));

  test('ends inside the file when truncated there', () => {
    const whole = body(upload([account, file()]));
    const cut = flawed('truncated-in-file');
    expect(whole.startsWith(cut)).toBe(true);
    expect(cut).toContain('date,payee,amount,currency');
    expect(whole.length - cut.length).toBeGreaterThan(100);
  });

  test('ends inside a part header when truncated there', () => {
    expect(flawed('truncated-in-part-header')).toMatch(/filename="[^"]*"\r\n[^\r]*$/);
  });

  test('lacks nothing but the closing delimiter', () => {
    const whole = body(upload([account, file()]));
    const cut = flawed('no-closing-delimiter');
    expect(whole.slice(cut.length)).toMatch(/^------[-a-z0-9]+--\r\n$/);
  });

  test('declares another boundary, or none', () => {
    const boundaryIn = (flaw: 'other-boundary-parameter' | 'no-boundary-parameter') =>
      /Content-Type: multipart\/form-data(?:; boundary=(\S+))?\r/.exec(
        head(upload([account, file()], { flaw })),
      );
    expect(boundaryIn('no-boundary-parameter')?.[1]).toBeUndefined();
    const announced = boundaryIn('other-boundary-parameter')?.[1] ?? '';
    expect(body(upload([account, file()], { flaw: 'other-boundary-parameter' }))).not.toContain(announced);
  });

  test('is JSON or urlencoded with the file inside', () => {
    const parts = [account, small];
    expect(JSON.parse(body({ body: { kind: 'json', parts } }))).toMatchObject({ accountId: 'acc-1' });
    expect(new URLSearchParams(body({ body: { kind: 'urlencoded', parts } })).get('accountId')).toBe('acc-1');
  });
});

describe('every case of the table', () => {
  test('is encoded in the same bytes each time, and in others for another run', () => {
    for (const { steps } of contractCases()) {
      for (const { request } of steps) {
        const bytes = (mark: string) => {
          const resolved = resolveRequest(request, { ...variables, mark }, contract);
          const wire = encodeRequest(resolved, settings);
          return Buffer.concat([headBytes(wire), wholeBody(wire)]);
        };
        expect(bytes('contract-a-x').equals(bytes('contract-a-x'))).toBe(true);
      }
    }
  });

  test('leaves no variable unfilled', () => {
    for (const { id, steps } of contractCases()) {
      for (const { request } of steps) {
        const wire = encode(request);
        expect(`${headBytes(wire)}${wholeBody(wire).toString('latin1')}`, id).not.toMatch(/\{\{|\}\}/);
      }
    }
  });

  test('sends the number of file parts that its rule is about', () => {
    for (const { id, steps } of contractCases()) {
      for (const { request, expect: expected } of steps) {
        if (request.body.kind !== 'multipart' || request.body.flaw !== undefined) continue;
        if (expected.outcome === 'as-control') continue;
        const files = body(request).match(/[;\s]filename=(?!"")/gi)?.length ?? 0;
        if (expected.outcome === 'twoFiles') expect(files, id).toBeGreaterThan(1);
        else expect(files, id).toBe(expected.outcome === 'missingFile' ? 0 : 1);
      }
    }
  });
});
