import type { ContractCase, PartRecipe } from '../case.ts';
import { baseline, file, refused, single, type, upload, withoutEffect } from './recipes.ts';
import type { Vocabulary } from './vocabulary.ts';

const missing = refused('missingAccountId', 'R5');
const foreign = refused('foreignAccount', 'R11');
const inQuery = { '{{field:account}}': '{{accountId}}' };
const foreignAccount: PartRecipe = { role: 'account', text: '{{foreignAccountId}}' };

const withForeign = (id: string, title: string, parts: PartRecipe[], control: string): ContractCase => ({
  ...single(id, title, upload(parts), foreign, control),
  needs: 'foreignAccountId',
});

/** R5: an account is required. R21: it must be in the form. R11: the token must be authorised for it. */
export const accountCases = ({
  firstType,
  lastType,
  otherType,
  typeCase,
  contract,
  eachHolding,
  fieldAsHeader,
  textFields,
}: Vocabulary): ContractCase[] => [
  single('account-absent', 'An upload without an account is rejected', upload([file()]), missing, 'csv-file'),
  single(
    'account-empty',
    'An upload with an empty account is rejected',
    upload([{ role: 'account', text: '' }, file()]),
    missing,
    'csv-file',
  ),
  single(
    'account-empty-after-file',
    'An empty account after the file is rejected',
    upload([file(), { role: 'account', text: '' }]),
    missing,
    'account-after-file',
  ),
  single(
    'account-absent-with-type',
    'An upload with a type but no account is rejected',
    upload([file(), type(firstType)]),
    missing,
    typeCase(firstType),
  ),
  single(
    'account-empty-with-type',
    'An upload with a type and an empty account is rejected',
    upload([{ role: 'account', text: '' }, file(), type(firstType)]),
    missing,
    typeCase(firstType),
  ),
  single(
    'account-in-query',
    'An account in the query is no substitute for the field',
    { ...upload([file()]), query: inQuery },
    withoutEffect,
    'account-absent',
  ),
  single(
    'account-empty-with-query',
    'An account in the query does not replace an empty field',
    { ...upload([{ role: 'account', text: '' }, file()]), query: inQuery },
    withoutEffect,
    'account-empty',
  ),
  single(
    'account-in-header',
    'An account in a header is no substitute for the field',
    {
      ...upload([file()]),
      headers: {
        ...eachHolding('{{accountId}}', ['X-Account-Id', 'Account-Id', 'X-Account']),
        ...fieldAsHeader(contract.fields.account ?? '', '{{accountId}}'),
      },
    },
    withoutEffect,
    'account-absent',
  ),
  single(
    'account-in-other-field',
    'An account in fields of other names is no substitute',
    upload([
      ...textFields('{{accountId}}', ['account_id', 'account', 'account_number', 'customerId', 'userId']),
      file(),
    ]),
    missing,
    'extra-text-field',
  ),
  single(
    'account-absent-large-file',
    'A large upload without an account is rejected',
    upload([file({ kind: 'binary', size: 2_000_000 })]),
    missing,
    'file-of-2-megabytes',
  ),
  single(
    'account-absent-chunked',
    'A chunked upload without an account is rejected',
    { ...upload([file()]), framing: 'chunked' },
    missing,
    'chunked',
  ),
  single(
    'account-absent-pdf',
    'A PDF file without an account is rejected',
    upload([file({ kind: 'pdf' })]),
    missing,
    'pdf-file',
  ),
  single(
    'account-absent-with-other-type',
    'An upload with an unrecognised type but no account is rejected',
    upload([file(), type(otherType)]),
    missing,
    'type-unrecognised',
  ),
  single(
    'account-empty-large-file',
    'A large upload with an empty account is rejected',
    upload([{ role: 'account', text: '' }, file({ kind: 'binary', size: 2_000_000 })]),
    missing,
    'file-of-2-megabytes',
  ),
  single(
    'account-empty-chunked',
    'A chunked upload with an empty account is rejected',
    { ...upload([{ role: 'account', text: '' }, file()]), framing: 'chunked' },
    missing,
    'chunked',
  ),
  withForeign('account-foreign', 'A foreign account is rejected', [foreignAccount, file()], 'csv-file'),
  withForeign(
    'account-foreign-after-file',
    'A foreign account is rejected after the file, too',
    [file(), foreignAccount],
    'account-after-file',
  ),
  withForeign(
    'account-foreign-with-type',
    'A foreign account is rejected with a type, too',
    [foreignAccount, file(), type(firstType)],
    typeCase(firstType),
  ),
  {
    ...single(
      'account-foreign-chunked',
      'A foreign account is rejected in chunked coding, too',
      { ...upload([foreignAccount, file()]), framing: 'chunked' },
      foreign,
      'chunked',
    ),
    needs: 'foreignAccountId',
  },
  withForeign(
    'account-foreign-large-file',
    'A foreign account is rejected with a large file, too',
    [foreignAccount, file({ kind: 'binary', size: 2_000_000 })],
    'file-of-2-megabytes',
  ),
  withForeign(
    'account-foreign-with-other-type',
    'A foreign account is rejected with an unrecognised type, too',
    [foreignAccount, file(), type(otherType)],
    'type-unrecognised',
  ),
  withForeign(
    'account-foreign-with-last-type',
    'A foreign account is rejected with any type',
    [foreignAccount, file(), type(lastType)],
    typeCase(lastType),
  ),
  withForeign(
    'account-foreign-pdf',
    'A foreign account is rejected with a PDF file, too',
    [foreignAccount, file({ kind: 'pdf' })],
    'pdf-file',
  ),
  withForeign(
    'account-foreign-behind-type',
    'A foreign account is rejected after a type, too',
    [type(lastType), foreignAccount, file()],
    'type-first',
  ),
  {
    ...single(
      'account-foreign-with-query',
      'An allowed account in the query does not replace a foreign one',
      { ...upload([foreignAccount, file()]), query: inQuery },
      withoutEffect,
      'account-foreign',
    ),
    needs: 'foreignAccountId',
  },
  {
    id: 'account-foreign-after-own',
    title: 'A foreign account is rejected right after an allowed one',
    needs: 'foreignAccountId',
    steps: [
      { request: baseline, expect: { outcome: 'accepted', by: 'R1' } },
      { request: upload([foreignAccount, file()]), expect: foreign, control: 'csv-file' },
    ],
  },
];
