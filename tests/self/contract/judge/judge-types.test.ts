import { describe } from 'vitest';
import { caseNamed, type GivenResponse, success } from '../facts.ts';
import { csv, problem, testVerdicts } from './verdict-table.ts';

const invoice = (type: unknown): GivenResponse => success(caseNamed('type-invoice'), { documentType: type });
const passport = (type: unknown): GivenResponse =>
  success(caseNamed('type-unrecognised'), { documentType: type });
const lower = (type: unknown): GivenResponse =>
  success(caseNamed('type-invoice-lower-case'), { documentType: type });

describe('the document type (R8, R9, R10, R16)', () => {
  testVerdicts([
    {
      given: 'the type that was sent',
      id: 'type-invoice',
      responses: [invoice('Invoice')],
      verdicts: { R8: 'pass', R15: 'pass' },
    },
    {
      given: 'another recognised type',
      id: 'type-invoice',
      responses: [invoice('CSV')],
      verdicts: { R8: 'fail' },
    },
    {
      given: 'the type in another letter case',
      id: 'type-invoice',
      responses: [invoice('invoice')],
      verdicts: { R8: 'fail', R15: 'warn' },
    },
    { given: 'the type as a number', id: 'type-invoice', responses: [invoice(1)], verdicts: { R8: 'fail' } },
    {
      given: 'no type for a recognised one',
      id: 'type-invoice',
      responses: [invoice(undefined)],
      verdicts: { R8: 'fail', R15: 'pass' },
    },
    {
      given: 'no type on a deployment that shows none',
      id: 'type-invoice',
      responses: [invoice(undefined)],
      settings: { documentTypePointer: undefined },
      verdicts: { R8: 'pass' },
    },
    {
      given: 'the type in another place',
      id: 'type-invoice',
      responses: [{ body: { data: { type: 'Invoice' } } }],
      settings: { documentTypePointer: '/data/type' },
      verdicts: { R8: 'pass', R15: 'warn' },
    },
    {
      given: 'null for an unrecognised type',
      id: 'type-unrecognised',
      responses: [passport(null)],
      verdicts: { R9: 'pass', R15: 'warn' },
    },
    {
      given: 'the raw value of an unrecognised type',
      id: 'type-unrecognised',
      responses: [passport('Passport')],
      verdicts: { R9: 'fail' },
    },
    {
      given: 'a default for an unrecognised type',
      id: 'type-unrecognised',
      responses: [passport('Document')],
      verdicts: { R9: 'fail' },
    },
    {
      given: 'an empty type for an unrecognised one',
      id: 'type-unrecognised',
      responses: [passport('')],
      verdicts: { R9: 'fail' },
    },
    {
      given: 'a guessed type',
      id: 'csv-file',
      responses: [success(caseNamed('csv-file'), { documentType: 'CSV' })],
      verdicts: { R1: 'pass', R10: 'fail' },
    },
    {
      given: 'a variant taken for the type',
      id: 'type-invoice-lower-case',
      responses: [lower('Invoice')],
      verdicts: { R16: 'warn', R12: 'pass' },
    },
    {
      given: 'a variant shown as it was sent',
      id: 'type-invoice-lower-case',
      responses: [lower('invoice')],
      verdicts: { R16: 'warn', R12: 'fail' },
    },
    {
      given: 'a variant shown by a deployment that shows all values',
      id: 'type-invoice-lower-case',
      responses: [lower('invoice')],
      control: { typeAsExpected: false },
      verdicts: { R12: 'inconclusive' },
    },
  ]);
});

describe('near misses are accepted (R9), and set no type (R16)', () => {
  testVerdicts([
    {
      given: 'a rejection of a near miss',
      id: 'type-csv-lower-case',
      responses: [problem(400)],
      verdicts: { R9: 'fail', R16: 'skipped' },
    },
    {
      given: 'a rejection of the empty string',
      id: 'type-empty',
      responses: [problem(422)],
      verdicts: { R9: 'fail', R16: 'skipped' },
    },
    {
      given: 'a rejection of a long type',
      id: 'type-of-70000-characters',
      responses: [problem(413)],
      verdicts: { R9: 'fail' },
    },
    {
      given: 'a type that is set',
      id: 'type-invoice-lower-case',
      responses: [lower('Invoice')],
      verdicts: { R9: 'pass', R16: 'warn' },
    },
    {
      given: 'a rejection on a deployment that rejects every other value',
      id: 'type-csv-lower-case',
      responses: [problem(400)],
      control: { accepted: false },
      verdicts: { R9: 'inconclusive' },
    },
  ]);
});

describe('fields outside the form (R21)', () => {
  const typedCsv = success(caseNamed('csv-file'), { documentType: 'CSV' });
  testVerdicts([
    {
      given: 'the same rejection as without it',
      id: 'account-in-query',
      responses: [problem(400)],
      control: { accepted: false },
      verdicts: { R21: 'pass' },
    },
    {
      given: 'a success where the same upload without it is rejected',
      id: 'account-in-query',
      responses: [csv],
      control: { accepted: false },
      verdicts: { R21: 'warn' },
    },
    {
      given: 'a success on a deployment that needs no account',
      id: 'account-in-query',
      responses: [csv],
      control: { asExpected: false },
      verdicts: { R21: 'inconclusive' },
    },
    {
      given: 'a type that was sent in the query',
      id: 'untyped-type-in-query',
      responses: [typedCsv],
      verdicts: { R21: 'warn' },
    },
    {
      given: 'the same type as without it',
      id: 'untyped-type-in-header',
      responses: [typedCsv],
      control: { shown: { visible: true, value: 'CSV' }, typeAsExpected: false },
      verdicts: { R21: 'pass' },
    },
    {
      given: 'a rejection of an unknown parameter',
      id: 'untyped-type-in-query',
      responses: [problem(400)],
      verdicts: { R21: 'skipped' },
    },
    {
      given: 'a rejection for a header',
      id: 'untyped-type-in-header',
      responses: [problem(400)],
      verdicts: { R21: 'warn' },
    },
  ]);
});

describe('isolation (R12)', () => {
  testVerdicts([
    {
      given: 'a type that sticks',
      id: 'untyped-after-typed',
      responses: [csv, success(caseNamed('csv-file'), { documentType: 'CSV' })],
      control: { echoes: false },
      verdicts: { R12: 'fail' },
    },
    {
      given: 'the same default as alone',
      id: 'untyped-after-typed',
      responses: [success(caseNamed('csv-file'), { documentType: 'CSV' })],
      control: { echoes: false, shown: { visible: true, value: 'CSV' } },
      verdicts: { R12: 'pass' },
    },
    {
      given: 'the same list of types as alone',
      id: 'untyped-after-typed',
      responses: [success(caseNamed('csv-file'), { documentType: ['CSV'] })],
      control: { echoes: false, shown: { visible: true, value: ['CSV'] } },
      verdicts: { R12: 'pass' },
    },
    {
      given: 'another type than alone, on a deployment that guesses types',
      id: 'untyped-after-typed',
      responses: [success(caseNamed('csv-file'), { documentType: 'CSV' })],
      control: { echoes: false, typeAsExpected: false },
      verdicts: { R12: 'inconclusive' },
    },

    {
      given: 'the size of another upload',
      id: 'untyped-after-typed',
      responses: [success(caseNamed('untyped-after-typed'))],
      verdicts: { R12: 'fail' },
    },
    {
      given: 'a size that no upload has',
      id: 'untyped-after-typed',
      responses: [success(caseNamed('csv-file'), { size: 4711 })],
      verdicts: { R12: 'pass' },
    },
    {
      given: 'a file name that no upload has',
      id: 'types-ahead-at-once',
      responses: [success(caseNamed('csv-file'), { fileName: 'statement' })],
      verdicts: { R12: 'pass' },
    },
    {
      given: 'an account that no upload has',
      id: 'untyped-after-typed',
      responses: [success(caseNamed('csv-file'), { accountId: 'of somebody else' })],
      verdicts: { R12: 'fail' },
    },
    {
      given: 'a rejection of an upload that is accepted alone',
      id: 'untyped-after-typed',
      responses: [problem(400)],
      verdicts: { R12: 'fail' },
    },
    {
      given: 'an upload that is rejected alone, accepted concurrently',
      id: 'tokens-at-once',
      responses: [{ status: 200 }],
      control: { accepted: false },
      verdicts: { R12: 'fail' },
    },
  ]);
});

describe('identifiers (R15)', () => {
  const withId = (fileId: unknown): GivenResponse => success(caseNamed('csv-file'), { fileId });
  testVerdicts([
    {
      given: 'an identifier for each upload',
      id: 'types-in-a-row',
      responses: caseNamed('types-in-a-row').steps.map((_, index) => withId(`${index}`)),
      verdicts: { R15: 'pass' },
    },
    {
      given: 'the same identifier twice',
      id: 'types-in-a-row',
      responses: ['1', '2', '1', '4'].map(withId),
      verdicts: { R15: 'warn' },
    },
    {
      given: 'the same number for all',
      id: 'types-in-a-row',
      responses: [withId(7)],
      verdicts: { R15: 'warn' },
    },
    {
      given: 'no identifiers',
      id: 'types-in-a-row',
      responses: [withId('')],
      verdicts: { R15: 'skipped' },
    },
    {
      given: 'refusals',
      id: 'types-in-a-row',
      responses: [problem(400)],
      verdicts: { R15: 'skipped' },
    },
    {
      given: 'one identifier for the same file',
      id: 'same-file-untyped-after-typed',
      responses: [withId('1')],
      verdicts: { R12: 'pass' },
    },
  ]);
});
