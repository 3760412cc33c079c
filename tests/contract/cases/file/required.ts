import type { ContractCase, PartRecipe } from '../../case.ts';
import { account, refused, single, type, upload } from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

const missing = refused('missingFile', 'R6');
const textNamedFile: PartRecipe = { role: 'content', text: 'id,amount\n1,20.00\n' };

/** R6: a file is needed, and a text field is none. What a part with an empty file name is, the contract leaves open. */
export const fileCases = ({ firstType, otherType, typeCase, extraField }: Vocabulary): ContractCase[] => [
  single('file-absent', 'An upload without a file is refused', upload([account]), missing, 'csv-file'),
  single(
    'file-absent-with-type',
    'An upload with a type but no file is refused',
    upload([account, type(firstType)]),
    missing,
    typeCase(firstType),
  ),
  single(
    'file-absent-with-other-type',
    'An upload with an unrecognised type but no file is refused',
    upload([account, type(otherType)]),
    missing,
    'type-unrecognised',
  ),
  single(
    'file-absent-behind-type',
    'A type ahead of the account does not make up for a file',
    upload([type(firstType), account]),
    missing,
    typeCase(firstType),
  ),
  single(
    'file-as-text',
    'A text field in place of the file is refused',
    upload([account, textNamedFile]),
    missing,
    'csv-file',
  ),
  single(
    'file-as-text-with-type',
    'A text field in place of the file is refused with a type, too',
    upload([account, textNamedFile, type(firstType)]),
    missing,
    typeCase(firstType),
  ),
  single(
    'file-as-empty-text',
    'An empty text field in place of the file is refused',
    upload([account, { role: 'content', text: '' }]),
    missing,
    'csv-file',
  ),
  single(
    'file-in-query',
    'A file name in the query is no substitute for the file',
    { ...upload([account]), query: { '{{field:content}}': '{{mark}}.csv' } },
    missing,
    'csv-file',
  ),
  single(
    'file-absent-chunked',
    'A chunked upload without a file is refused',
    { ...upload([account]), framing: 'chunked' },
    missing,
    'chunked',
  ),
  single(
    'file-absent-extra-text',
    'An upload of text fields alone is refused',
    upload([account, { name: extraField, text: 'The file follows by mail.' }]),
    missing,
    'extra-text-field',
  ),
];
