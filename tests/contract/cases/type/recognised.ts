import type { ContractCase, PartRecipe } from '../../case.ts';
import {
  acceptedAs,
  account,
  file,
  single,
  type,
  typed,
  upload,
  withoutEffectInQuery,
  wordFile,
} from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

const recognised = (
  id: string,
  title: string,
  value: string,
  parts: PartRecipe[],
  control: string,
): ContractCase => single(id, title, upload(parts), acceptedAs(value), control);

/** R8: recognised types are set to exactly their value, in any position and with any file. */
export const recognisedCases = ({
  recognisedTypes,
  firstType,
  lastType,
  typeCase,
  extraField,
}: Vocabulary): ContractCase[] => [
  ...recognisedTypes.map((value) =>
    single(typeCase(value), `The type ${value} is set`, typed(value), acceptedAs(value), 'csv-file'),
  ),
  ...recognisedTypes.map((value) =>
    recognised(
      `${typeCase(value)}-pdf`,
      `The type ${value} is set on a PDF file`,
      value,
      [account, file({ kind: 'pdf' }), type(value)],
      'pdf-file',
    ),
  ),
  single(
    'type-before-file',
    'A type before the file is set',
    upload([account, type(firstType), file()]),
    acceptedAs(firstType, 'R17'),
    typeCase(firstType),
  ),
  single(
    'type-first',
    'A type before all other parts is set',
    upload([type(lastType), account, file()]),
    acceptedAs(lastType, 'R17'),
    typeCase(lastType),
  ),
  single(
    'type-chunked',
    'A type in chunked coding is set',
    { ...typed(firstType), framing: 'chunked' },
    acceptedAs(firstType),
    'chunked',
  ),
  single(
    'type-large-file',
    'A type on a large file is set',
    typed(lastType, { kind: 'binary', size: 2_000_000 }),
    acceptedAs(lastType),
    'file-of-2-megabytes',
  ),
  recognised(
    'type-text-file',
    'A type is set on a text file',
    lastType,
    [account, file({ kind: 'text' }), type(lastType)],
    'text-file',
  ),
  recognised(
    'type-word-file',
    'A type is set on a Word file',
    firstType,
    [account, file(wordFile), type(firstType)],
    'file-of-unknown-type',
  ),
  recognised(
    'type-first-large-file',
    'The first recognised type is set on a large file',
    firstType,
    [account, file({ kind: 'binary', size: 2_000_000 }), type(firstType)],
    'file-of-2-megabytes',
  ),
  single(
    'type-quoted-boundary',
    'A type with a quoted boundary is set',
    upload([account, file(), type(firstType)], { boundary: 'quoted' }),
    acceptedAs(firstType, 'R17'),
    typeCase(firstType),
  ),
  single(
    'type-empty-file',
    'A type on an empty file is set',
    typed(firstType, { kind: 'empty' }),
    acceptedAs(firstType, 'R17'),
    typeCase(firstType),
  ),
  single(
    'type-with-extra-fields',
    'A type among extra text fields is set',
    upload([account, { name: extraField, text: 'May statement' }, file(), type(firstType)]),
    acceptedAs(firstType, 'R17'),
    typeCase(firstType),
  ),
  single(
    'type-against-query',
    'A type in the query does not replace the one in the field',
    { ...typed(firstType), query: { '{{field:type}}': lastType } },
    withoutEffectInQuery,
    typeCase(firstType),
  ),
  recognised(
    'type-misleading-file-name',
    'A type is set whatever the file name says',
    firstType,
    [account, file({ name: `${lastType}-{{mark}}.csv` }), type(firstType)],
    typeCase(firstType),
  ),
];
