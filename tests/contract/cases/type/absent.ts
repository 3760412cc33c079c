import type { ContractCase, FileRecipe } from '../../case.ts';
import {
  accepted,
  account,
  baseline,
  file,
  single,
  upload,
  withoutEffect,
  withoutEffectInQuery,
  wordFile,
} from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

const untyped = (id: string, title: string, recipe: Partial<FileRecipe>, control: string): ContractCase =>
  single(id, title, upload([account, file(recipe)]), accepted('R10'), control);

/** R10: without a type none is set, whatever else suggests one. R21: query and headers set none. */
export const untypedCases = ({
  recognisedTypes,
  firstType,
  lastType,
  typeCase,
  contract,
  decoys,
  eachHolding,
  fieldAsHeader,
}: Vocabulary): ContractCase[] => [
  ...recognisedTypes.map((value) =>
    untyped(
      `untyped-named-${typeCase(value)}`,
      `A file name with ${value} alone does not set a type`,
      { kind: 'text', name: `${value}-{{mark}}.txt` },
      'text-file',
    ),
  ),
  // The control has a type: a deployment that requires one rejects the baseline, and this case shows why.
  untyped(
    'untyped-pdf',
    'A PDF file without a type is accepted, and none is set',
    { kind: 'pdf', name: '{{mark}}.pdf' },
    `${typeCase(firstType)}-pdf`,
  ),
  untyped(
    'untyped-text',
    'A text file alone does not set a type',
    { kind: 'text', name: '{{mark}}.txt' },
    'text-file',
  ),
  untyped(
    'untyped-document-extension',
    'A Word file alone does not set a type',
    wordFile,
    'file-of-unknown-type',
  ),
  untyped(
    'untyped-spreadsheet-extension',
    'A spreadsheet alone does not set a type',
    {
      kind: 'binary',
      name: '{{mark}}.xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    'file-of-unknown-type',
  ),
  untyped(
    'untyped-image',
    'An image alone does not set a type',
    { kind: 'binary', name: '{{mark}}.png', mediaType: 'image/png' },
    'file-of-unknown-type',
  ),
  untyped(
    'untyped-upper-case-extension',
    'A file name in upper case alone does not set a type',
    { name: '{{mark}}.CSV' },
    'csv-file',
  ),
  single(
    'untyped-type-in-query',
    'A type in the query does not set a type',
    { ...baseline, query: { '{{field:type}}': lastType } },
    withoutEffectInQuery,
    'csv-file',
  ),
  single(
    'untyped-type-in-header',
    'A type in a header does not set a type',
    {
      ...baseline,
      headers: {
        ...eachHolding(firstType, ['X-Document-Type', 'Document-Type', 'X-Type']),
        ...fieldAsHeader(contract.fields.type ?? '', firstType),
      },
    },
    withoutEffect,
    'csv-file',
  ),
  ...decoys(['type', 'document_type', 'docType', 'category']).map((name) =>
    single(
      `untyped-type-in-field-${name.toLowerCase().replace('_', '-')}`,
      `A type in a field named ${name} does not set a type`,
      upload([account, file(), { name, text: firstType }]),
      accepted('R17'),
      'extra-text-field',
    ),
  ),
];
