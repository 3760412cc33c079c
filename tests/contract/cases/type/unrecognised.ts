import type { ContractCase, FileRecipe } from '../../case.ts';
import {
  accepted,
  account,
  file,
  single,
  type,
  typed,
  typeOfSize,
  upload,
  withoutEffectInQuery,
  wordFile,
} from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

const unrecognised = (
  id: string,
  title: string,
  value: string,
  recipe: Partial<FileRecipe> = {},
  control = 'csv-file',
): ContractCase => single(id, title, typed(value, recipe), accepted('R9', 'R9'), control);

/** R9: every other value is accepted and not set. */
export const unrecognisedCases = ({
  recognisedTypes,
  firstType,
  lastType,
  otherType,
  typeCase,
}: Vocabulary): ContractCase[] => [
  unrecognised('type-unrecognised', 'An unrecognised type is accepted and not set', otherType),
  unrecognised('type-unrecognised-plain', 'The unrecognised type Other is accepted and not set', 'Other'),
  ...['Receipt', 'Contract', 'Statement', 'PDF', 'Image', 'Unknown', 'Bill', 'Report', 'Text', 'XML'].map(
    (value) => unrecognised(typeCase(value), `The type ${value} is not recognised, and not set`, value),
  ),
  unrecognised('type-extended', 'A recognised type with an extra letter is not set', `${firstType}s`),
  unrecognised(
    'type-shortened',
    'A recognised type with a letter missing is not set',
    firstType.slice(0, -1),
  ),
  unrecognised('type-listed', 'A list of recognised types is not set', recognisedTypes.join(',')),
  unrecognised(
    'type-contained',
    'A phrase that contains a recognised type is not set',
    `My ${firstType} of May`,
  ),
  unrecognised(
    'type-with-words-behind',
    'A recognised type with words after it is not set',
    `${firstType} of May`,
  ),
  unrecognised(
    'type-with-words-before',
    'A recognised type with words before it is not set',
    `My ${lastType}`,
  ),
  unrecognised('type-in-quotes', 'A recognised type in quotation marks is not set', `"${firstType}"`),
  unrecognised(
    'type-percent-coded',
    'A recognised type that is percent-coded is not set',
    `%${firstType.charCodeAt(0).toString(16)}${firstType.slice(1)}`,
  ),
  unrecognised(
    'type-on-second-line',
    'A recognised type on the second line of a value is not set',
    `${otherType}\n${firstType}`,
  ),
  unrecognised('type-number', 'The type 0 is not set', '0'),
  unrecognised('type-position', 'The type 1 is not set', '1'),
  unrecognised('type-null-word', 'The word null as a type is not set', 'null'),
  unrecognised('type-true-word', 'The word true as a type is not set', 'true'),
  unrecognised('type-constructor', 'The type constructor is not set', 'constructor'),
  unrecognised('type-proto', 'The type __proto__ is not set', '__proto__'),
  unrecognised('type-to-string', 'The type toString is not set', 'toString'),
  unrecognised('type-json', 'A JSON array as a type is not set', JSON.stringify([firstType])),
  unrecognised('type-markup', 'Markup as a type is accepted and not set', `<b>${otherType}</b>`),
  unrecognised('type-sql', 'A quotation mark in a type is accepted and not set', "Director's cut' --"),
  unrecognised('type-not-ascii', 'A type that is not ASCII is accepted and not set', 'Reçu 領収書'),
  unrecognised(
    'type-long',
    'A type of 300 characters is accepted and not set',
    `${otherType} `.repeat(40).slice(0, 300),
  ),
  ...[5_000, 70_000].map((size) =>
    single(
      `type-of-${size}-characters`,
      `A type of ${size / 1000},000 characters is accepted and not set`,
      upload([account, file(), typeOfSize(`${otherType} `, size)]),
      accepted('R9', 'R9'),
      'type-unrecognised',
    ),
  ),
  unrecognised('type-beyond-the-first-plane', 'An emoji as a type is accepted and not set', '🧾'),
  unrecognised(
    'type-with-null-character',
    'A null character in a type is accepted and not set',
    `${otherType}\0`,
  ),
  unrecognised('type-media-type', 'A media type as a type is not set', 'text/csv'),
  ...recognisedTypes.map((value) =>
    unrecognised(
      `type-unrecognised-named-${typeCase(value)}`,
      `A file name with ${value} does not set a type`,
      otherType,
      {
        name: `${value}-{{mark}}.csv`,
      },
    ),
  ),
  unrecognised(
    'type-unrecognised-pdf',
    'An unrecognised type on a PDF file is not set',
    otherType,
    { kind: 'pdf' },
    'pdf-file',
  ),
  unrecognised(
    'type-unrecognised-text',
    'An unrecognised type on a text file is not set',
    otherType,
    { kind: 'text' },
    'text-file',
  ),
  unrecognised(
    'type-unrecognised-document-extension',
    'An unrecognised type on a Word file is not set',
    otherType,
    wordFile,
    'file-of-unknown-type',
  ),
  unrecognised(
    'type-unrecognised-large-file',
    'An unrecognised type on a large file is not set',
    otherType,
    { kind: 'binary', size: 2_000_000 },
    'file-of-2-megabytes',
  ),
  single(
    'type-unrecognised-with-query',
    'A recognised type in the query does not replace an unrecognised one',
    { ...typed(otherType), query: { '{{field:type}}': firstType } },
    withoutEffectInQuery,
    'type-unrecognised',
  ),
  single(
    'type-unrecognised-chunked',
    'An unrecognised type in chunked coding is not set',
    { ...typed(otherType), framing: 'chunked' },
    accepted('R9', 'R9'),
    'chunked',
  ),
  single(
    'type-unrecognised-quoted-boundary',
    'An unrecognised type with a quoted boundary is not set',
    upload([account, file(), type(otherType)], { boundary: 'quoted' }),
    accepted('R17', 'R9'),
    'type-unrecognised',
  ),
  single(
    'type-unrecognised-empty-file',
    'An unrecognised type on an empty file is not set',
    typed(otherType, { kind: 'empty' }),
    accepted('R17', 'R9'),
    'type-unrecognised',
  ),
  single(
    'type-unrecognised-before-file',
    'An unrecognised type before the file is not set',
    upload([account, type(otherType), file()]),
    accepted('R17', 'R9'),
    'type-unrecognised',
  ),
];
