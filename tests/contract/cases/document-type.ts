import type { ContractCase, FileRecipe, PartRecipe } from '../case.ts';
import {
  accepted,
  acceptedAs,
  account,
  baseline,
  file,
  firstType,
  recognisedTypes,
  single,
  type,
  typeCase,
  typed,
  upload,
} from './recipes.ts';

const recognised = (
  id: string,
  title: string,
  value: string,
  parts: PartRecipe[],
  control: string,
): ContractCase => single(id, title, upload(parts), acceptedAs(value), control);

const unrecognised = (
  id: string,
  title: string,
  value: string,
  recipe: Partial<FileRecipe> = {},
  control = 'csv-file',
): ContractCase => single(id, title, typed(value, recipe), accepted('R9', 'R9'), control);

const variant = (id: string, title: string, value: string): ContractCase =>
  single(id, title, typed(value), accepted('R16', 'R16'), 'type-unrecognised');

const untyped = (id: string, title: string, recipe: Partial<FileRecipe>, control: string): ContractCase =>
  single(id, title, upload([account, file(recipe)]), accepted('R10'), control);

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

const wordFile: FileRecipe = {
  kind: 'binary',
  name: '{{mark}}.docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

const lastType = recognisedTypes.at(-1) ?? firstType;

/** R8: recognised types are set to exactly their value, wherever they stand and whatever the file is. */
const recognisedCases: ContractCase[] = [
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
    'A type ahead of the file is set',
    upload([account, type(firstType), file()]),
    acceptedAs(firstType, 'R17'),
    typeCase(firstType),
  ),
  single(
    'type-first',
    'A type ahead of all other parts is set',
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
  single(
    'type-quoted-boundary',
    'A type behind a quoted boundary is set',
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
    upload([account, { name: 'comment', text: 'May statement' }, file(), type(firstType)]),
    acceptedAs(firstType, 'R17'),
    typeCase(firstType),
  ),
  single(
    'type-against-query',
    'A type in the query does not replace the one in the field',
    { ...typed(firstType), query: { '{{field:type}}': lastType } },
    acceptedAs(firstType),
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

/** R9: every other value is accepted and not set. */
const unrecognisedCases: ContractCase[] = [
  unrecognised('type-unrecognised', 'An unrecognised type is accepted and not set', 'Passport'),
  unrecognised('type-unrecognised-plain', 'The unrecognised type Other is accepted and not set', 'Other'),
  ...['Receipt', 'Contract', 'Statement', 'PDF', 'Image', 'Unknown']
    .filter((value) => !recognisedTypes.includes(value))
    .map((value) =>
      unrecognised(typeCase(value), `The type ${value}, which is not recognised, is not set`, value),
    ),
  unrecognised('type-extended', 'A recognised type with a letter more is not set', `${firstType}s`),
  unrecognised('type-shortened', 'A recognised type with a letter less is not set', firstType.slice(0, -1)),
  unrecognised('type-listed', 'A list of recognised types is not set', recognisedTypes.join(',')),
  unrecognised(
    'type-contained',
    'A phrase that holds a recognised type is not set',
    `My ${firstType} of May`,
  ),
  unrecognised('type-number', 'The type 0 is not set', '0'),
  unrecognised('type-position', 'The type 1 is not set', '1'),
  unrecognised('type-null-word', 'The word null as a type is not set', 'null'),
  unrecognised('type-true-word', 'The word true as a type is not set', 'true'),
  unrecognised('type-constructor', 'The type constructor is not set', 'constructor'),
  unrecognised('type-proto', 'The type __proto__ is not set', '__proto__'),
  unrecognised('type-to-string', 'The type toString is not set', 'toString'),
  unrecognised('type-json', 'A JSON array as a type is not set', JSON.stringify([firstType])),
  unrecognised('type-markup', 'Markup as a type is accepted and not set', '<b>Passport</b>'),
  unrecognised('type-sql', 'A quotation mark in a type is accepted and not set', "Director's cut' --"),
  unrecognised('type-not-ascii', 'A type that is not ASCII is accepted and not set', 'Reçu 領収書'),
  unrecognised(
    'type-long',
    'A type of 300 characters is accepted and not set',
    'Passport '.repeat(34).slice(0, 300),
  ),
  unrecognised('type-media-type', 'A media type as a type is not set', 'text/csv'),
  ...recognisedTypes.map((value) =>
    unrecognised(
      `type-unrecognised-named-${typeCase(value)}`,
      `A file name with ${value} does not set a type`,
      'Passport',
      {
        name: `${value}-{{mark}}.csv`,
      },
    ),
  ),
  unrecognised(
    'type-unrecognised-pdf',
    'An unrecognised type on a PDF file is not set',
    'Passport',
    { kind: 'pdf' },
    'pdf-file',
  ),
  unrecognised(
    'type-unrecognised-text',
    'An unrecognised type on a text file is not set',
    'Passport',
    { kind: 'text' },
    'text-file',
  ),
  unrecognised(
    'type-unrecognised-document-extension',
    'An unrecognised type on a Word file is not set',
    'Passport',
    wordFile,
    'file-of-unknown-type',
  ),
  single(
    'type-unrecognised-before-file',
    'An unrecognised type ahead of the file is not set',
    upload([account, type('Passport'), file()]),
    accepted('R17', 'R9'),
    'type-unrecognised',
  ),
];

/** R16: recognition is exact. */
const variantCases: ContractCase[] = [
  ...recognisedTypes
    .filter((value) => value !== value.toLowerCase())
    .map((value) =>
      variant(
        `${typeCase(value)}-lower-case`,
        `The type ${value} in lower case is not set`,
        value.toLowerCase(),
      ),
    ),
  ...recognisedTypes
    .filter((value) => value !== value.toUpperCase())
    .map((value) =>
      variant(
        `${typeCase(value)}-upper-case`,
        `The type ${value} in upper case is not set`,
        value.toUpperCase(),
      ),
    ),
  ...recognisedTypes
    .filter((value) => value !== capitalised(value))
    .map((value) =>
      variant(
        `${typeCase(value)}-capitalised`,
        `The type ${value} capitalised is not set`,
        capitalised(value),
      ),
    ),
  variant(
    'type-no-break-space-after',
    'A type with a no-break space behind is not set',
    `${firstType}\u00a0`,
  ),
  variant('type-blanks-around', 'A type between blanks is not set', ` ${firstType} `),
  variant('type-blank-before', 'A type behind a blank is not set', ` ${lastType}`),
  variant('type-blank-after', 'A type with a blank behind is not set', `${firstType} `),
  variant('type-tab-after', 'A type with a tab behind is not set', `${firstType}\t`),
  variant('type-newline-after', 'A type with a line break behind is not set', `${firstType}\r\n`),
  variant('type-empty', 'An empty type is accepted and not set', ''),
];

/** R10: without a type none is set, whatever else may hint at one. */
const untypedCases: ContractCase[] = [
  ...recognisedTypes.map((value) =>
    untyped(
      `untyped-named-${typeCase(value)}`,
      `A file name with ${value} alone does not set a type`,
      { kind: 'text', name: `${value}-{{mark}}.txt` },
      'text-file',
    ),
  ),
  // Its control has a type: a deployment that demands one refuses the baseline, and is told by this case.
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
    'untyped-upper-case-extension',
    'A file name in upper case alone does not set a type',
    { name: '{{mark}}.CSV' },
    'csv-file',
  ),
  single(
    'untyped-type-in-query',
    'A type in the query does not set a type',
    { ...baseline, query: { '{{field:type}}': firstType } },
    accepted('R10'),
    'csv-file',
  ),
  single(
    'untyped-type-in-header',
    'A type in a header does not set a type',
    { ...baseline, headers: { 'X-Document-Type': firstType } },
    accepted('R10'),
    'csv-file',
  ),
  ...['type', 'document_type'].map((name) =>
    single(
      `untyped-type-in-field-${name.replace('_', '-')}`,
      `A type in a field named ${name} does not set a type`,
      upload([account, file(), { name, text: firstType }]),
      accepted('R17'),
      'extra-text-field',
    ),
  ),
];

export const documentTypeCases: ContractCase[] = [
  ...untypedCases,
  ...unrecognisedCases,
  ...variantCases,
  ...recognisedCases,
];
