import { describe } from 'vitest';
import { caseNamed, success } from '../facts.ts';
import { testVerdicts } from './verdict-table.ts';

const given = (body: unknown, R1: 'pass' | 'fail') => ({
  given: `200 with ${JSON.stringify(body)}`,
  id: 'csv-file',
  responses: [{ body }],
  verdicts: { R1, R15: 'warn' as const },
});

describe('2xx that says that nothing was stored (R1)', () => {
  testVerdicts(
    [
      { success: false },
      { success: 'false', id: 'x' },
      { ok: false },
      { id: 7, ok: false, error: '' },
      { fileId: '1', success: false },
      { error: 'the disk is full' },
      { error: { code: 7 } },
      { error: true },
      { error: 1 },
      { errors: ['the disk is full'] },
      { errors: { file: ['is too large'] } },
      { errors: [{ detail: 'too large' }] },
      { errorMessage: 'boom', errorType: 'Error' },
      { statusCode: 400, message: 'no', error: 'Bad Request' },
      { status: 'error', message: 'the disk is full' },
      { status: 'fail', data: { file: 'is too large' } },
    ].map((body) => given(body, 'fail')),
  );
});

describe('2xx that does not say so (R1)', () => {
  testVerdicts(
    [
      {},
      { id: 'x', errors: {} },
      { error: {} },
      { error: null },
      { error: false },
      { error: 0 },
      { error: '' },
      { error: ' ' },
      { error: 'none' },
      { error: '0', name: 'x.csv' },
      { errors: [] },
      { errors: [null] },
      { errors: { file: [] } },
      { error: { code: 0, message: '' } },
      { id: 7, code: 450 },
      { code: 500 },
      { status: 404, id: 7 },
      { statusCode: 422 },
      { status: 'stored' },
      { status: 'failed', fileId: '1' },
      { result: 'error-free' },
      { outcome: 'rejected' },
      { exception: null, fault: {} },
      { success: 'true' },
      { success: null, ok: '' },
      { data: { error: 'in the thumbnail' } },
    ].map((body) => given(body, 'pass')),
  );
  testVerdicts([
    {
      given: 'the documented success with empty errors',
      id: 'csv-file',
      responses: [success(caseNamed('csv-file'), { status: 'stored', error: null, errors: [], code: 450 })],
      verdicts: { R1: 'pass', R15: 'pass' },
    },
    {
      given: 'a stored file and an error after storing',
      id: 'csv-file',
      responses: [success(caseNamed('csv-file'), { error: 'no thumbnail' })],
      verdicts: { R1: 'pass', R15: 'pass' },
    },
  ]);
});
