import type { ContractCase, PartRecipe } from '../../case.ts';
import { account, refused, single, type, upload } from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

const missing = refused('missingFile', 'R6');
const textNamedFile: PartRecipe = { role: 'content', text: 'id,amount\n1,20.00\n' };

/**
 * R6: a file is required, and a text field is not a file. The contract leaves open what a part with an empty file name
 * is.
 */
export const fileCases = ({ firstType, otherType, typeCase, extraField }: Vocabulary): ContractCase[] => [
  single('file-absent', 'An upload without a file is rejected', upload([account]), missing, 'csv-file'),
  single(
    'file-absent-with-type',
    'An upload with a type but no file is rejected',
    upload([account, type(firstType)]),
    missing,
    typeCase(firstType),
  ),
  single(
    'file-absent-with-other-type',
    'An upload with an unrecognised type but no file is rejected',
    upload([account, type(otherType)]),
    missing,
    'type-unrecognised',
  ),
  single(
    'file-absent-behind-type',
    'A type before the account does not make up for a file',
    upload([type(firstType), account]),
    missing,
    typeCase(firstType),
  ),
  single(
    'file-as-text',
    'A text field in place of the file is rejected',
    upload([account, textNamedFile]),
    missing,
    'csv-file',
  ),
  single(
    'file-as-text-with-type',
    'A text field in place of the file is rejected with a type, too',
    upload([account, textNamedFile, type(firstType)]),
    missing,
    typeCase(firstType),
  ),
  single(
    'file-as-empty-text',
    'An empty text field in place of the file is rejected',
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
    'A chunked upload without a file is rejected',
    { ...upload([account]), framing: 'chunked' },
    missing,
    'chunked',
  ),
  single(
    'file-absent-extra-text',
    'An upload of text fields alone is rejected',
    upload([account, { name: extraField, text: 'The file follows by mail.' }]),
    missing,
    'extra-text-field',
  ),
];
