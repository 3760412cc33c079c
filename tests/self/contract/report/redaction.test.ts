import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { keepSecret, redactError } from '../../../../scripts/cli/secrets.ts';
import { readSettings } from '../../../../scripts/deployment/settings.ts';
import { readReport } from '../../../contract/report/read-report.ts';
import { createRedactor } from '../../../contract/report/redact.ts';
import { commandHere } from '../../scripts/cli/here.ts';
import { serve } from '../../scripts/verify/server.ts';
import { verifyWithEveryOutput } from './outputs.ts';

/** Special characters of URLs, JSON, HTML, XML, Markdown, regular expressions and shells. */
const token = 'tok/3n+$9.*|"&<v>\'`\\Zz';
const secret = 'session-7f3a/91=';
const password = 'gate-way+pass';

/** A text in the forms in which servers and formats write it; independent of how the redactor makes them. */
const formsOf = (text: string): string[] => {
  const base64 = (prefix: string) => Buffer.from(prefix + text).toString('base64');
  return [
    text,
    text.toLowerCase(),
    encodeURIComponent(text),
    encodeURIComponent(text).toLowerCase(),
    encodeURI(text),
    text.replaceAll('"', '\\"').replaceAll('\\Z', '\\\\Z'),
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[<>&'+]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
    base64(''),
    base64('').replace(/=+$/, ''),
    base64('').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
    base64('me:'),
    base64('user:'),
    base64('Bearer '),
  ];
};

/** The middle of a text's base64 at each of the three possible alignments. */
const base64Cores = (text: string): string[] =>
  ['', 'x', 'xx'].map((before) =>
    Buffer.from(before + text)
      .toString('base64')
      .slice(4, -4),
  );

/** Almost the token: a reader can guess the rest. */
const nearMisses = [token.slice(0, -1), token.slice(1)];

describe('a server that echoes the request, in every form', () => {
  const echo = (text: string): string =>
    [
      ...formsOf(text),
      `prefix${text}suffix`,
      ...[0, 1, 2].map((pad) => Buffer.from('x'.repeat(pad) + text).toString('base64')),
    ].join('\n');

  test('no output shows the token, nor any other secret', async () => {
    await using server = await serve((request, response) => {
      const got = request.headers.authorization ?? token;
      response.statusMessage = `Refused ${encodeURIComponent(got)}`;
      response.writeHead(request.headers.cookie === undefined ? 200 : 500, {
        'Content-Type': 'application/json',
        'X-Echo': encodeURIComponent(got),
        [`X-${Buffer.from(got).toString('hex').slice(0, 4)}`]: got,
        Location: `/login?token=${encodeURIComponent(got)}`,
      });
      response.end(
        JSON.stringify({
          documentType: got,
          fileId: echo(got),
          token: echo(token),
          other: echo(secret),
          gate: echo(password),
        }),
      );
    });
    const { ended, texts } = await verifyWithEveryOutput(
      [
        '--base-url',
        server.url,
        '--client-id',
        'client',
        '--account-id',
        'account',
        '--redact',
        secret,
        '--header',
        `X-Api-Key: ${password}`,
        '--verbose',
        '--only',
        'token-*',
        '--only',
        'two-files-s*',
        '--only',
        'method-*',
        '--only',
        'type-c*',
        '--only',
        'account-in-*',
      ],
      { UPLOAD_TOKEN: token },
    );
    expect(ended.code).toBe(1);
    expect(Object.keys(texts)).toHaveLength(9);
    const hidden = [token, secret, password]
      .flatMap((text) => [...formsOf(text), ...base64Cores(text)])
      .concat(nearMisses);
    const shown = Object.entries(texts).flatMap(([name, text]) =>
      hidden.filter((form) => text.includes(form)).map((form) => `${name}: ${form}`),
    );
    expect(shown).toEqual([]);
    expect(texts.stdout).toContain('[redacted]');
    expect(texts.stdout).toContain('-H "X-Api-Key: $X_API_KEY"');
  }, 60_000);

  test('a rejected first upload, and a server with the token in its status line', async () => {
    await using server = await serve((_, response) => {
      response.statusMessage = 'Denied for opensesame-42';
      response.writeHead(401).end();
    });
    const { ended, texts } = await verifyWithEveryOutput(
      ['--base-url', server.url, '--client-id', 'c', '--account-id', 'a', '--token', 'opensesame-42'],
      {},
    );
    expect(ended.code).toBe(2);
    for (const text of Object.values(texts)) expect(text).not.toContain('opensesame');
    expect(texts.stdout).toContain('Denied for [redacted]');
  }, 60_000);
});

describe('a token that is a word of the report', () => {
  test.each(['case', 'pass', 'a'])('%s changes no key, id or verdict', async (word) => {
    const args = ['--only', 'two-files-same-*', '--only', 'csv-file', '--token', word];
    const { ended, texts } = await verifyWithEveryOutput(args, {});
    const report = readReport(texts.json ?? '');
    expect(ended.code).toBe(0);
    if (typeof report === 'string') throw new Error(report);
    expect(report.cases.map(({ id, verdict }) => `${id} ${verdict}`)).toContain('two-files-same-name pass');
    expect(report.requirements.map(({ id }) => id)).toContain('R7');
    expect(texts.stdout).toMatch(/^pass {2}R7 {2}MUST /m);
  });
});

describe('the redactor', () => {
  test.each([...formsOf(token), ...nearMisses])('replaces %s', (form) => {
    expect(createRedactor(token)(`before ${form} after`)).toMatch(/^before \S*\[redacted\]\S* after$/);
  });

  /** Every character escaped, letters and digits, too. */
  const escapeAll = (text: string, write: (code: number) => string) =>
    [...text].map((character) => write(character.charCodeAt(0))).join('');
  const hex = (code: number, digits = 2) => code.toString(16).padStart(digits, '0');

  test.each<[string, (code: number) => string]>([
    ['a URL', (code) => `%${hex(code)}`],
    ['a URL in upper case', (code) => `%${hex(code).toUpperCase()}`],
    ['JSON', (code) => `\\u${hex(code, 4)}`],
    ['JSON in JSON', (code) => `\\\\u${hex(code, 4)}`],
    ['a script', (code) => `\\x${hex(code)}`],
    ['HTML', (code) => `&#${code};`],
    ['HTML with zeros in front', (code) => `&#00${code};`],
    ['hexadecimal HTML', (code) => `&#x${hex(code)};`],
    ['HTML that mixes both', (code) => (code % 2 ? `&#x${hex(code)};` : String.fromCharCode(code))],
  ])('replaces it where %s escapes every character', (_, write) => {
    for (const form of [token, token.toUpperCase(), ...nearMisses, secret]) {
      const text = createRedactor(token, [secret])(`before ${escapeAll(form, write)} after`);
      expect(text).toMatch(/^before \S{0,8}\[redacted\]\S{0,8} after$/);
    }
  });

  test('leaves escapes without secrets as they are', () => {
    const text = '%74%6f \\u0074 &#116; [redacted]';
    expect(createRedactor(token)(text)).toBe(text);
    expect(createRedactor('%41b-redacted')(`${text} %41b-redacted`)).toBe(`${text} [redacted]`);
  });

  test('replaces secrets of other scripts', () => {
    for (const form of ['Schlüssel🔑', 'Schl%C3%BCssel%F0%9F%94%91', 'Schl\\u00fcssel\\ud83d\\udd11'])
      expect(createRedactor('', ['Schlüssel🔑'])(form)).toBe('[redacted]');
  });

  test.each(['lorem ipsum ', '%74%6f', '\\u0074', '&#0116;', '&#00000000', '\\\\\\', 'tok/3n+$9.*|'])(
    'is quick with 1 MB of %s',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      // Processor time, because the machine may be busy.
      const begun = process.cpuUsage();
      createRedactor(token, [secret, password])(text);
      expect(process.cpuUsage(begun).user / 1000).toBeLessThan(750);
    },
  );

  test('a short secret is replaced as a whole word, and left inside other words', () => {
    expect(createRedactor('abc')('abc, "abc" and abcd')).toBe('[redacted], "[redacted]" and abcd');
  });

  test('a replacement is not redacted again', () => {
    expect(createRedactor('redacted', ['act'])('redacted')).toBe('[redacted]');
  });

  test('without secrets nothing changes', () => {
    expect(createRedactor('')('text')).toBe('text');
  });
});

describe('the secrets of --header', () => {
  const secretsOf = (header: string): string[] => {
    const target = { baseUrl: 'http://x', clientId: 'c', accountId: 'a', token: 't0ken-of-mine' };
    const read = readSettings({ ...target, header: [header] }, contract);
    return 'deployment' in read ? read.deployment.secrets : [];
  };

  test.each([
    ['Cookie: theme=dark; session=kkkk-1234-secret', 'kkkk-1234-secret'],
    ['Cookie: session="kkkk-1234-secret"; theme=dark', 'kkkk-1234-secret'],
    ['Proxy-Authorization: Basic kkkk-1234-secret', 'kkkk-1234-secret'],
    ['X-Gateway-Auth: Bearer kkkk-1234-secret', 'kkkk-1234-secret'],
    ...['Password', 'Passphrase', 'Pwd', 'Pass', 'Credential', 'Cred', 'JWT', 'CSRF', 'XSRF', 'Bearer'].map(
      (name) => [`X-${name}: kkkk-1234-secret`, 'kkkk-1234-secret'],
    ),
    ['X-Client-Assertion: kkkk-1234-secret', 'kkkk-1234-secret'],
  ])('%s hides the parts that a server may echo', (header, echoed = '') => {
    expect(createRedactor('t0ken-of-mine', secretsOf(header))(`got ${echoed}!`)).toBe('got [redacted]!');
  });

  test('a very short part stays, and so does a header of another name', () => {
    expect(secretsOf('Cookie: a=1; b=yes; session=kkkk-1234')).toEqual([
      'a=1; b=yes; session=kkkk-1234',
      'kkkk-1234',
    ]);
    expect(secretsOf('X-Bypass-Cache: true')).toEqual([]);
    expect(secretsOf('X-Tenant: acme')).toEqual([]);
  });
});

describe('messages about mistakes', () => {
  const target = ['--client-id', 'c', '--account-id', 'a', '--token', token];

  test.each([
    [['--base-url', `localhost/${token}`, ...target]],
    [['--header', `Authorization ${token}`, ...target]],
    [[`--tokn=${token}`, '--client-id', 'c']],
    [['--base-url', 'http://127.0.0.1:1', ...target]],
    [['--token-command', `printf %s '${secret}'; exit 3`]],
    [['--report', `json=${import.meta.filename}/${token}`, ...target]],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await commandHere(['verify', ...args, '--only', 'csv-file']);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toBe('');
    for (const form of [token, secret]) expect(stdout + stderr).not.toContain(form);
  });

  test('a crash prints its trace without the known secrets', async () => {
    keepSecret('correct-horse');
    const error = new Error('socket said correct-horse');
    const text = await redactError(error.stack ?? '');
    expect(text).toMatch(/^Error: socket said \[redacted\]\n +at /);
  });
});
