import { describe, expect, test } from 'vitest';
import type { TransportErrorKind } from '../contract/engine/exchange.ts';
import type { ControlFacts, JudgeSettings } from '../contract/engine/facts.ts';
import { judge } from '../contract/engine/judge.ts';
import { type Verdict, worstOf } from '../contract/engine/verdict.ts';
import { type Answer, caseNamed, factsOf, success, token } from './facts.ts';

/** The verdict table: what a case is found to be, for each way in which a deployment may answer it. */
const settings: JudgeSettings = {
  token,
  documentTypePointer: '/documentType',
  doubtful: false,
  baselineAccepted: true,
};

const problem = (status: number): Answer => ({
  status,
  headers: [['Content-Type', 'application/problem+json']],
  body: { status, title: 'x' },
});

interface Row {
  given: string;
  id: string;
  answers: (Answer | TransportErrorKind)[];
  control?: Partial<ControlFacts>;
  settings?: Partial<JudgeSettings>;
  /** The verdict by requirement, of those that are told apart here. */
  verdicts: Record<string, Verdict>;
}

const refusedControl = { accepted: false };
const csv = success(caseNamed('csv-file'));
const invoice = (type: unknown): Answer => success(caseNamed('type-invoice'), { documentType: type });
const passport = (type: unknown): Answer => success(caseNamed('type-unrecognised'), { documentType: type });
const lower = (type: unknown): Answer =>
  success(caseNamed('type-invoice-lower-case'), { documentType: type });

const rows: Row[] = [
  // R1: accepted
  {
    given: 'the documented success',
    id: 'csv-file',
    answers: [csv],
    verdicts: { R1: 'pass', R10: 'pass', R15: 'pass', R19: 'pass', R20: 'pass' },
  },
  {
    given: 'another 2xx',
    id: 'csv-file',
    answers: [{ ...csv, status: 201 }],
    verdicts: { R1: 'pass', R10: 'pass', R15: 'warn' },
  },
  {
    given: 'a success without a body',
    id: 'csv-file',
    answers: [{ status: 204 }],
    verdicts: { R1: 'pass', R10: 'skipped', R15: 'warn' },
  },
  {
    given: '200 with an error inside',
    id: 'csv-file',
    answers: [{ body: { error: 'the disk is full' } }],
    verdicts: { R1: 'fail', R15: 'warn' },
  },
  ...[
    { success: false },
    { ok: false },
    { status: 'error' },
    { error: { code: 7 } },
    { errors: ['the disk is full'] },
  ].map((body) => ({
    given: `200 with ${JSON.stringify(body)}`,
    id: 'csv-file',
    answers: [{ body }],
    verdicts: { R1: 'fail' as const, R15: 'warn' as const },
  })),
  {
    given: '200 that says it has no errors',
    id: 'csv-file',
    answers: [success(caseNamed('csv-file'), { status: 'stored', error: null, errors: [] })],
    verdicts: { R1: 'pass', R15: 'pass' },
  },
  {
    given: 'a success in HTML',
    id: 'csv-file',
    answers: [{ body: '<p>ok' }],
    verdicts: { R1: 'pass', R10: 'skipped', R15: 'warn' },
  },
  {
    given: 'a success in broken JSON',
    id: 'csv-file',
    answers: [{ body: '{"fileId":' }],
    verdicts: { R1: 'pass', R10: 'skipped', R15: 'warn' },
  },
  {
    given: 'a refusal',
    id: 'csv-file',
    answers: [problem(400)],
    verdicts: { R1: 'fail', R10: 'skipped', R15: 'skipped', R20: 'pass' },
  },
  {
    given: 'a refusal that a wrong token explains',
    id: 'csv-file',
    answers: [problem(401)],
    settings: { doubtful: true },
    verdicts: { R1: 'inconclusive' },
  },
  { given: 'a redirect', id: 'csv-file', answers: [{ status: 302 }], verdicts: { R1: 'fail', R20: 'pass' } },
  {
    given: 'a server error',
    id: 'csv-file',
    answers: [{ status: 500 }],
    verdicts: { R1: 'fail', R20: 'warn' },
  },
  {
    given: 'a reset',
    id: 'csv-file',
    answers: ['reset'],
    verdicts: { R1: 'fail', R20: 'warn', R19: 'skipped' },
  },
  { given: 'a time-out', id: 'csv-file', answers: ['timeout'], verdicts: { R1: 'fail', R20: 'warn' } },
  {
    given: 'nobody there any more',
    id: 'pdf-file',
    answers: ['unreachable'],
    verdicts: { R1: 'inconclusive', R20: 'warn' },
  },
  {
    given: 'to be told to come back later',
    id: 'pdf-file',
    answers: ['rate-limited'],
    verdicts: { R1: 'inconclusive', R20: 'inconclusive' },
  },
  {
    given: 'a refusal, as of its control',
    id: 'pdf-file',
    answers: [problem(400)],
    control: refusedControl,
    verdicts: { R1: 'inconclusive' },
  },

  // R2, R5, R7: refused
  {
    given: 'the documented refusal',
    id: 'token-absent',
    answers: [problem(401)],
    verdicts: { R2: 'pass', R13: 'pass', R14: 'pass' },
  },
  {
    given: '403 for the token',
    id: 'token-absent',
    answers: [problem(403)],
    verdicts: { R2: 'pass', R13: 'warn', R14: 'pass' },
  },
  {
    given: '400 for the token',
    id: 'token-absent',
    answers: [problem(400)],
    verdicts: { R2: 'fail', R13: 'warn' },
  },
  {
    given: 'a redirect for the token',
    id: 'token-absent',
    answers: [{ status: 302 }],
    verdicts: { R2: 'fail', R14: 'skipped' },
  },
  {
    given: 'a success for the token',
    id: 'token-absent',
    answers: [csv],
    verdicts: { R2: 'fail', R13: 'skipped', R14: 'skipped' },
  },
  {
    given: 'a success, whatever the control',
    id: 'token-absent',
    answers: [csv],
    control: refusedControl,
    verdicts: { R2: 'fail' },
  },
  {
    given: 'a success of a form that is refused alone, too',
    id: 'two-files-second-untyped',
    answers: [csv],
    control: refusedControl,
    verdicts: { R7: 'inconclusive' },
  },
  {
    given: 'a success of a form whose control is refused as the plain upload is',
    id: 'account-in-other-field',
    answers: [csv],
    control: refusedControl,
    settings: { baselineAccepted: false },
    verdicts: { R5: 'fail' },
  },
  {
    given: 'a refusal on a deployment that refuses all',
    id: 'token-absent',
    answers: [problem(401)],
    control: refusedControl,
    verdicts: { R2: 'inconclusive', R13: 'inconclusive', R14: 'pass' },
  },
  {
    given: 'a reset, which is no refusal',
    id: 'token-absent',
    answers: ['reset'],
    verdicts: { R2: 'fail', R20: 'warn' },
  },
  {
    given: '422 for a missing account',
    id: 'account-absent',
    answers: [problem(422)],
    verdicts: { R5: 'pass', R13: 'warn' },
  },
  {
    given: '500 for a missing account',
    id: 'account-absent',
    answers: [problem(500)],
    verdicts: { R5: 'fail', R13: 'warn', R20: 'warn' },
  },
  {
    given: '500 for two files',
    id: 'two-files-same-field',
    answers: [problem(500)],
    verdicts: { R7: 'pass', R13: 'warn', R20: 'warn' },
  },
  {
    given: '200 with an error inside for two files',
    id: 'two-files-same-field',
    answers: [{ body: { error: 'two files' } }],
    verdicts: { R7: 'fail' },
  },
  { given: '404 elsewhere', id: 'path-extra-segment', answers: [{ status: 404 }], verdicts: { R3: 'pass' } },
  { given: 'a success elsewhere', id: 'path-extra-segment', answers: [csv], verdicts: { R3: 'fail' } },
  {
    given: '405 for another method',
    id: 'method-put',
    answers: [problem(405)],
    verdicts: { R13: 'pass', R14: 'pass' },
  },
  { given: 'a success for another method', id: 'method-put', answers: [csv], verdicts: { R13: 'warn' } },

  // R14: problem details
  {
    given: 'a refusal in HTML',
    id: 'token-absent',
    answers: [{ status: 401, body: '<p>no', headers: [['Content-Type', 'text/html']] }],
    verdicts: { R2: 'pass', R14: 'warn' },
  },
  {
    given: 'a refusal in plain JSON',
    id: 'token-absent',
    answers: [{ status: 401, body: { title: 'no' } }],
    verdicts: { R14: 'warn' },
  },
  {
    given: 'a refusal whose body names another status',
    id: 'token-absent',
    answers: [{ ...problem(401), body: { status: 400 } }],
    verdicts: { R14: 'warn' },
  },

  // R8, R9, R10, R16: the document type
  {
    given: 'the type that was sent',
    id: 'type-invoice',
    answers: [invoice('Invoice')],
    verdicts: { R8: 'pass', R15: 'pass' },
  },
  {
    given: 'another recognised type',
    id: 'type-invoice',
    answers: [invoice('CSV')],
    verdicts: { R8: 'fail' },
  },
  {
    given: 'the type in another letter case',
    id: 'type-invoice',
    answers: [invoice('invoice')],
    verdicts: { R8: 'fail', R15: 'warn' },
  },
  { given: 'the type as a number', id: 'type-invoice', answers: [invoice(1)], verdicts: { R8: 'fail' } },
  {
    given: 'no type for a recognised one',
    id: 'type-invoice',
    answers: [invoice(undefined)],
    verdicts: { R8: 'fail', R15: 'pass' },
  },
  {
    given: 'no type on a deployment that shows none',
    id: 'type-invoice',
    answers: [invoice(undefined)],
    settings: { documentTypePointer: undefined },
    verdicts: { R8: 'pass' },
  },
  {
    given: 'the type at another place',
    id: 'type-invoice',
    answers: [{ body: { data: { type: 'Invoice' } } }],
    settings: { documentTypePointer: '/data/type' },
    verdicts: { R8: 'pass', R15: 'warn' },
  },
  {
    given: 'null for an unrecognised type',
    id: 'type-unrecognised',
    answers: [passport(null)],
    verdicts: { R9: 'pass', R15: 'warn' },
  },
  {
    given: 'the raw value of an unrecognised type',
    id: 'type-unrecognised',
    answers: [passport('Passport')],
    verdicts: { R9: 'fail' },
  },
  {
    given: 'a default for an unrecognised type',
    id: 'type-unrecognised',
    answers: [passport('Document')],
    verdicts: { R9: 'fail' },
  },
  {
    given: 'an empty type for an unrecognised one',
    id: 'type-unrecognised',
    answers: [passport('')],
    verdicts: { R9: 'fail' },
  },
  {
    given: 'a guessed type',
    id: 'csv-file',
    answers: [success(caseNamed('csv-file'), { documentType: 'CSV' })],
    verdicts: { R1: 'pass', R10: 'fail' },
  },
  {
    given: 'a variant taken for the type',
    id: 'type-invoice-lower-case',
    answers: [lower('Invoice')],
    verdicts: { R16: 'warn', R12: 'pass' },
  },
  {
    given: 'a variant shown as it was sent',
    id: 'type-invoice-lower-case',
    answers: [lower('invoice')],
    verdicts: { R16: 'warn', R12: 'fail' },
  },
  {
    given: 'a variant shown by a deployment that shows all values',
    id: 'type-invoice-lower-case',
    answers: [lower('invoice')],
    control: { typeAsWanted: false },
    verdicts: { R12: 'inconclusive' },
  },

  // R12: isolation
  {
    given: 'a type that sticks',
    id: 'untyped-after-typed',
    answers: [csv, success(caseNamed('csv-file'), { documentType: 'CSV' })],
    control: { echoes: false },
    verdicts: { R12: 'fail' },
  },
  {
    given: 'the default that the upload shows alone, too',
    id: 'untyped-after-typed',
    answers: [success(caseNamed('csv-file'), { documentType: 'CSV' })],
    control: { echoes: false, shown: { visible: true, value: 'CSV' } },
    verdicts: { R12: 'pass' },
  },
  {
    given: 'the list of types that the upload shows alone, too',
    id: 'untyped-after-typed',
    answers: [success(caseNamed('csv-file'), { documentType: ['CSV'] })],
    control: { echoes: false, shown: { visible: true, value: ['CSV'] } },
    verdicts: { R12: 'pass' },
  },
  {
    given: 'another type than alone, on a deployment that guesses types',
    id: 'untyped-after-typed',
    answers: [success(caseNamed('csv-file'), { documentType: 'CSV' })],
    control: { echoes: false, typeAsWanted: false },
    verdicts: { R12: 'inconclusive' },
  },

  {
    given: 'the size of another upload',
    id: 'untyped-after-typed',
    answers: [success(caseNamed('csv-file'), { size: 4711 })],
    verdicts: { R12: 'fail' },
  },
  {
    given: 'a refusal of what is accepted alone',
    id: 'untyped-after-typed',
    answers: [problem(400)],
    verdicts: { R12: 'fail' },
  },
  {
    given: 'what is refused alone taken in company',
    id: 'tokens-at-once',
    answers: [{ status: 200 }],
    control: { accepted: false },
    verdicts: { R12: 'fail' },
  },

  // R15, R17: the body of a success
  {
    given: 'a size that is not what was sent',
    id: 'binary-file',
    answers: [success(caseNamed('binary-file'), { size: 4711 })],
    verdicts: { R15: 'warn', R17: 'warn' },
  },
  {
    given: 'another account',
    id: 'csv-file',
    answers: [success(caseNamed('csv-file'), { accountId: 'other' })],
    verdicts: { R1: 'pass', R15: 'warn' },
  },
  {
    given: 'a member more',
    id: 'csv-file',
    answers: [success(caseNamed('csv-file'), { etag: 'x' })],
    verdicts: { R15: 'pass' },
  },

  // R18, R19, R20
  {
    given: 'a truncated body taken',
    id: 'body-truncated-in-file',
    answers: [csv],
    verdicts: { R18: 'warn' },
  },
  {
    given: 'a truncated body waited on',
    id: 'body-truncated-in-file',
    answers: ['timeout'],
    verdicts: { R18: 'warn', R20: 'warn' },
  },
  {
    given: 'the token in a body',
    id: 'csv-file',
    answers: [success(caseNamed('csv-file'), { debug: `Bearer ${token}` })],
    verdicts: { R19: 'warn', R1: 'pass' },
  },
  {
    given: 'the token in base64 in a header',
    id: 'csv-file',
    answers: [{ ...csv, headers: [['X-Debug', Buffer.from(token).toString('base64')]] }],
    verdicts: { R19: 'warn' },
  },
  {
    given: 'the same answer each time',
    id: 'repeated-two-files',
    answers: [problem(400)],
    verdicts: { R7: 'pass', R20: 'pass' },
  },
  {
    given: 'different answers to the same request',
    id: 'repeated-two-files',
    answers: [problem(400), problem(422), problem(400)],
    verdicts: { R7: 'pass', R20: 'warn' },
  },
];

describe('judge()', () => {
  test.each(rows)('$id, given $given', ({ id, answers, control, settings: changed, verdicts }) => {
    const contractCase = caseNamed(id);
    const checks = judge(contractCase, factsOf(contractCase, answers, control), { ...settings, ...changed });
    const found = Object.fromEntries(
      Object.keys(verdicts).map((requirement) => [
        requirement,
        worstOf(checks.filter((check) => check.requirement === requirement).map(({ verdict }) => verdict)),
      ]),
    );
    expect(found).toEqual(verdicts);
    for (const check of checks) expect(check.actual, JSON.stringify(check)).not.toBe('');
  });

  test('a second try that succeeds is flagged as flaky', () => {
    const contractCase = caseNamed('csv-file');
    const facts = factsOf(contractCase, [csv]).map((step) => ({
      ...step,
      failedAttempts: [{ kind: 'reset' as const, message: 'read ECONNRESET' }],
    }));
    const flaky = judge(contractCase, facts, settings).find(({ requirement }) => requirement === 'R20');
    expect(flaky).toMatchObject({
      verdict: 'warn',
      actual: expect.stringContaining('flaky: first read ECONNRESET'),
    });
  });
});

describe('stack traces (R19)', () => {
  test.each([
    ['Node.js', 'Error: x\n    at parse (/srv/app/upload.js:12:5)\n    at next (node:internal/x:1:1)'],
    ['Node.js in JSON', JSON.stringify({ stack: 'Error: x\n    at /srv/app/upload.js:12:5' })],
    ['Node.js in HTML', 'Error: x<br> &nbsp; &nbsp;at parse (/srv/app/upload.js:12:5)'],
    ['Python', 'Traceback (most recent call last):\n  File "/srv/app.py", line 12, in upload'],
    ['Java', 'java.lang.IllegalStateException\n\tat com.acme.Upload.post(Upload.java:12)'],
    ['.NET', 'at Acme.Upload.Post(HttpContext context) in /src/Upload.cs:line 12'],
    ['PHP', '#0 /srv/upload.php(12): store()\n#1 {main}'],
    ['PHP warning', '<b>Warning</b>: x in <b>/srv/upload.php</b> on line <b>12</b>'],
    ['Ruby', "app.rb:12:in `upload'"],
    ['Go', 'goroutine 12 [running]:\nmain.upload()'],
    [
      'Node.js in a JSON array',
      JSON.stringify({ stack: ['Error: x', '    at parse (/srv/app/upload.js:12:5)'] }),
    ],
    ['Perl', 'Died at /srv/upload.pl line 12.'],
    ['Elixir', '(upload 0.1.0) lib/upload/controller.ex:12: Upload.Controller.create/2'],
    ['Rust', "thread 'main' panicked at src/main.rs:12:5"],
  ])('%s', (_, body) => {
    const contractCase = caseNamed('token-absent');
    const checks = judge(contractCase, factsOf(contractCase, [{ status: 401, body }]), settings);
    expect(checks.find(({ requirement }) => requirement === 'R19')).toMatchObject({ verdict: 'warn' });
  });

  test.each([
    'Try again at 12:30:15, or at the office.',
    'The meeting is at noon (room 4:2:1).',
    'One file is expected\n at most (got 2) at 10:20:30.',
    '{"detail":"Look at https://docs.test:8443/errors: it says more."}',
    'Upload failed in step 3 on line 2 of the form.',
  ])('ordinary text is none: %s', (body) => {
    const contractCase = caseNamed('token-absent');
    const checks = judge(contractCase, factsOf(contractCase, [{ status: 401, body }]), settings);
    expect(checks.find(({ requirement }) => requirement === 'R19')).toMatchObject({ verdict: 'pass' });
  });
});
