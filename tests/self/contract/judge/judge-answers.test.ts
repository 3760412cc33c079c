import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { checksOf } from '../../../contract/judge/checks.ts';
import { judge } from '../../../contract/judge/judge.ts';
import { caseNamed, factsOf, success, token } from '../facts.ts';
import { csv, problem, settings, testVerdicts } from './verdict-table.ts';

describe('the body of a success (R15, R17)', () => {
  testVerdicts([
    {
      given: 'another size than the one sent',
      id: 'binary-file',
      responses: [success(caseNamed('binary-file'), { size: 4711 })],
      verdicts: { R15: 'warn', R17: 'warn' },
    },
    {
      given: 'another account',
      id: 'csv-file',
      responses: [success(caseNamed('csv-file'), { accountId: 'other' })],
      verdicts: { R1: 'pass', R15: 'warn' },
    },
    {
      given: 'an additional member',
      id: 'csv-file',
      responses: [success(caseNamed('csv-file'), { etag: 'x' })],
      verdicts: { R15: 'pass' },
    },
  ]);
});

describe('malformed bodies, leaks and stability (R18, R19, R20)', () => {
  testVerdicts([
    {
      given: 'an accepted truncated body',
      id: 'body-truncated-in-file',
      responses: [csv],
      verdicts: { R18: 'warn' },
    },
    {
      given: 'a slow response to a truncated body',
      id: 'body-truncated-in-file',
      responses: ['timeout'],
      verdicts: { R18: 'warn', R20: 'warn' },
    },
    {
      given: 'the token in a body',
      id: 'csv-file',
      responses: [success(caseNamed('csv-file'), { debug: `Bearer ${token}` })],
      verdicts: { R19: 'warn', R1: 'pass' },
    },
    {
      given: 'the token in base64 in a header',
      id: 'csv-file',
      responses: [{ ...csv, headers: [['X-Debug', Buffer.from(token).toString('base64')]] }],
      verdicts: { R19: 'warn' },
    },
    {
      given: 'the same response each time',
      id: 'repeated-two-files',
      responses: [problem(400)],
      verdicts: { R7: 'pass', R20: 'pass' },
    },
    {
      given: 'different responses to the same request',
      id: 'repeated-two-files',
      responses: [problem(400), problem(422), problem(400)],
      verdicts: { R7: 'pass', R20: 'warn' },
    },
  ]);

  test('a retry that succeeds is reported as flaky', () => {
    const contractCase = caseNamed('csv-file');
    const facts = factsOf(contractCase, [csv]).map((step) => ({
      ...step,
      failedAttempts: [{ kind: 'reset' as const, message: 'read ECONNRESET' }],
    }));
    const flaky = judge(checksOf(contractCase, contract), facts, settings).find(
      ({ requirement }) => requirement === 'R20',
    );
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
    [
      '.NET',
      'Acme.UploadException: x\n   at Acme.Upload.Post(HttpContext context) in /src/Upload.cs:line 12',
    ],
    ['PHP', '#0 /srv/upload.php(12): store()\n#1 {main}'],
    ['PHP warning', '<b>Warning</b>: x in <b>/srv/upload.php</b> on line <b>12</b>'],
    ['Ruby', "app.rb:12:in `upload'\nconfig.ru:3:in `<main>'"],
    ['Go', 'goroutine 12 [running]:\nmain.upload()'],
    [
      'Node.js in a JSON array',
      JSON.stringify({ stack: ['Error: x', '    at parse (/srv/app/upload.js:12:5)'] }),
    ],
    ['Perl', 'Died at /srv/upload.pl line 12.'],
    [
      'Elixir',
      '** (File.Error) x\n    (upload 0.1.0) lib/upload/controller.ex:12: Upload.Controller.create/2',
    ],
    ['Tomcat', '<pre>java.lang.IllegalStateException: x\n\tcom.acme.Upload.post(Upload.java:12)</pre>'],
    ['Groovy', 'at Script1.run(Script1.groovy:3)\nat Script1.main(Script1.groovy:1)'],
    ['Go, locked', 'goroutine 1 [running, locked to thread]:\nmain.main()'],
    ['Go, with causes', 'disk full\nmain.store\n\t/srv/app/store.go:12\nmain.upload\n\t/srv/app/main.go:40'],
    ['.NET on one line', 'x at Acme.Upload.Post(HttpContext c) at Acme.Pipeline.Run(Func f) at Acme.Main()'],
    ['Rust, caught', 'panicked at src/main.rs:12:5:\nindex out of bounds'],
    ['Lua', 'upload.lua:3: x\nstack traceback:\n\t[C]: in function'],
    ['Dart', '#0      store (file:///srv/bin/upload.dart:12:5)'],
    ['frames as data', '{"frames":[{"fileName":"/srv/app/upload.js","lineNumber":12}]}'],
    ['frames as data, Python', '{"frames":[{"filename":"app.py","lineno":12}]}'],
    ['Rust', "thread 'main' panicked at src/main.rs:12:5"],
  ])('%s', (_, body) => {
    const contractCase = caseNamed('token-absent');
    const checks = judge(
      checksOf(contractCase, contract),
      factsOf(contractCase, [{ status: 401, body }]),
      settings,
    );
    expect(checks.find(({ requirement }) => requirement === 'R19')).toMatchObject({ verdict: 'warn' });
  });

  test.each([
    'Try again at 12:30:15, or at the office.',
    'The meeting is at noon (room 4:2:1).',
    'One file is expected\n at most (got 2) at 10:20:30.',
    '{"detail":"Look at https://docs.test:8443/errors: it says more."}',
    'Upload failed in step 3 on line 2 of the form.',
    'Look at Foo.bar(Main.java) for help',
    '{"fileName":"report.csv","line":2,"detail":"not a number"}',
    'See main.go:12 and /docs/upload.go for an example',
    // Only one frame, with nothing above it.
    'at Acme.Upload.Post(HttpContext context) in /src/Upload.cs:line 12',
    "app.rb:12:in `upload'",
    '(upload 0.1.0) lib/upload/controller.ex:12: Upload.Controller.create/2',
    'at Script1.run(Script1.groovy:3)',
    'disk full\nmain.store\n\t/srv/app/store.go:12\nmain.upload',
  ])('ordinary text is not a trace: %s', (body) => {
    const contractCase = caseNamed('token-absent');
    const checks = judge(
      checksOf(contractCase, contract),
      factsOf(contractCase, [{ status: 401, body }]),
      settings,
    );
    expect(checks.find(({ requirement }) => requirement === 'R19')).toMatchObject({ verdict: 'pass' });
  });
});
