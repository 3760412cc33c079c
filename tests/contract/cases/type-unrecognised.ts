import type { ContractCase, FileRecipe } from '../case.ts';
import {
  accepted,
  account,
  file,
  firstType,
  recognisedTypes,
  single,
  type,
  typeCase,
  typed,
  upload,
  wordFile,
} from './recipes.ts';

const unrecognised = (
  id: string,
  title: string,
  value: string,
  recipe: Partial<FileRecipe> = {},
  control = 'csv-file',
): ContractCase => single(id, title, typed(value, recipe), accepted('R9', 'R9'), control);

/** R9: every other value is accepted and not set. */
export const unrecognisedCases: ContractCase[] = [
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
