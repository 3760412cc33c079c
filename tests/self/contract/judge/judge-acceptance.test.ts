import { describe } from 'vitest';
import { csv, problem, refusedControl, testVerdicts } from './verdict-table.ts';

describe('what must be accepted', () => {
  testVerdicts([
    {
      given: 'the documented success',
      id: 'csv-file',
      responses: [csv],
      verdicts: { R1: 'pass', R10: 'pass', R15: 'pass', R19: 'pass', R20: 'pass' },
    },
    {
      given: 'another 2xx',
      id: 'csv-file',
      responses: [{ ...csv, status: 201 }],
      verdicts: { R1: 'pass', R10: 'pass', R15: 'warn' },
    },
    {
      given: 'a success without a body',
      id: 'csv-file',
      responses: [{ status: 204 }],
      verdicts: { R1: 'pass', R10: 'skipped', R15: 'warn' },
    },
    {
      given: '200 with an error inside',
      id: 'csv-file',
      responses: [{ body: { error: 'the disk is full' } }],
      verdicts: { R1: 'fail', R15: 'warn' },
    },
    {
      given: 'a success in HTML',
      id: 'csv-file',
      responses: [{ body: '<p>ok' }],
      verdicts: { R1: 'pass', R10: 'skipped', R15: 'warn' },
    },
    {
      given: 'a success in broken JSON',
      id: 'csv-file',
      responses: [{ body: '{"fileId":' }],
      verdicts: { R1: 'pass', R10: 'skipped', R15: 'warn' },
    },
    {
      given: 'a refusal',
      id: 'csv-file',
      responses: [problem(400)],
      verdicts: { R1: 'fail', R10: 'skipped', R15: 'skipped', R20: 'pass' },
    },
    {
      given: 'a rejection that a wrong token explains',
      id: 'csv-file',
      responses: [problem(401)],
      settings: { doubtful: true },
      verdicts: { R1: 'inconclusive' },
    },
    {
      given: 'a redirect',
      id: 'csv-file',
      responses: [{ status: 302 }],
      verdicts: { R1: 'fail', R20: 'pass' },
    },
    {
      given: 'a server error',
      id: 'csv-file',
      responses: [{ status: 500 }],
      verdicts: { R1: 'fail', R20: 'warn' },
    },
    {
      given: 'a reset',
      id: 'csv-file',
      responses: ['reset'],
      verdicts: { R1: 'fail', R20: 'warn', R19: 'skipped' },
    },
    { given: 'a time-out', id: 'csv-file', responses: ['timeout'], verdicts: { R1: 'fail', R20: 'warn' } },
    {
      given: 'a deployment that is down',
      id: 'pdf-file',
      responses: ['unreachable'],
      verdicts: { R1: 'inconclusive', R20: 'warn' },
    },
    {
      given: '429',
      id: 'pdf-file',
      responses: ['rate-limited'],
      verdicts: { R1: 'inconclusive', R20: 'inconclusive' },
    },
    {
      given: 'a rejection, like its control',
      id: 'pdf-file',
      responses: [problem(400)],
      control: refusedControl,
      verdicts: { R1: 'inconclusive' },
    },
  ]);
});

describe('what must be rejected', () => {
  testVerdicts([
    {
      given: 'the documented rejection',
      id: 'token-absent',
      responses: [problem(401)],
      verdicts: { R2: 'pass', R13: 'pass', R14: 'pass' },
    },
    {
      given: '403 for the token',
      id: 'token-absent',
      responses: [problem(403)],
      verdicts: { R2: 'pass', R13: 'warn', R14: 'pass' },
    },
    {
      given: '400 for the token',
      id: 'token-absent',
      responses: [problem(400)],
      verdicts: { R2: 'fail', R13: 'warn' },
    },
    {
      given: 'a redirect for the token',
      id: 'token-absent',
      responses: [{ status: 302 }],
      verdicts: { R2: 'fail', R14: 'skipped' },
    },
    {
      given: 'a success for the token',
      id: 'token-absent',
      responses: [csv],
      verdicts: { R2: 'fail', R13: 'skipped', R14: 'skipped' },
    },
    {
      given: 'a success, whatever the control',
      id: 'token-absent',
      responses: [csv],
      control: refusedControl,
      verdicts: { R2: 'fail' },
    },
    {
      given: 'a success of a form that is rejected alone, too',
      id: 'two-files-both-untyped',
      responses: [csv],
      control: refusedControl,
      verdicts: { R7: 'fail' },
    },
    {
      given: 'a success of a form whose control is rejected like the plain upload',
      id: 'account-in-other-field',
      responses: [csv],
      control: refusedControl,
      verdicts: { R5: 'fail' },
    },
    {
      given: 'a rejection on a deployment that rejects everything',
      id: 'token-absent',
      responses: [problem(401)],
      control: refusedControl,
      verdicts: { R2: 'inconclusive', R13: 'inconclusive', R14: 'pass' },
    },
    {
      given: 'a reset, which is not a rejection',
      id: 'token-absent',
      responses: ['reset'],
      verdicts: { R2: 'fail', R20: 'warn' },
    },
    {
      given: '422 for a missing account',
      id: 'account-absent',
      responses: [problem(422)],
      verdicts: { R5: 'pass', R13: 'warn' },
    },
    {
      given: '500 for a missing account',
      id: 'account-absent',
      responses: [problem(500)],
      verdicts: { R5: 'fail', R13: 'warn', R20: 'warn' },
    },
    {
      given: '500 for two files',
      id: 'two-files-same-field',
      responses: [problem(500)],
      verdicts: { R7: 'pass', R13: 'warn', R20: 'warn' },
    },
    {
      given: '200 with an error inside for two files',
      id: 'two-files-same-field',
      responses: [{ body: { error: 'two files' } }],
      verdicts: { R7: 'fail' },
    },
    {
      given: '404 elsewhere',
      id: 'path-extra-segment',
      responses: [{ status: 404 }],
      verdicts: { R3: 'pass' },
    },
    { given: 'a success elsewhere', id: 'path-extra-segment', responses: [csv], verdicts: { R3: 'fail' } },
    {
      given: '405 for another method',
      id: 'method-put',
      responses: [problem(405)],
      verdicts: { R13: 'pass', R14: 'pass' },
    },
    { given: 'a success for another method', id: 'method-put', responses: [csv], verdicts: { R13: 'warn' } },
  ]);
});

describe('problem details (R14)', () => {
  testVerdicts([
    {
      given: 'a rejection in HTML',
      id: 'token-absent',
      responses: [{ status: 401, body: '<p>no', headers: [['Content-Type', 'text/html']] }],
      verdicts: { R2: 'pass', R14: 'warn' },
    },
    {
      given: 'a rejection in plain JSON',
      id: 'token-absent',
      responses: [{ status: 401, body: { title: 'no' } }],
      verdicts: { R14: 'warn' },
    },
    {
      given: 'a rejection whose body names another status',
      id: 'token-absent',
      responses: [{ ...problem(401), body: { status: 400 } }],
      verdicts: { R14: 'warn' },
    },
  ]);
});
