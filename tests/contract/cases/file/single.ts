import type { ContractCase, PartRecipe, RequestRecipe } from '../../case.ts';
import { account, file, fileNamed, refused, single, type, upload } from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

const tooMany = refused('twoFiles', 'R7');

export const several = (id: string, title: string, parts: PartRecipe[], control = 'csv-file'): ContractCase =>
  single(id, title, upload(parts), tooMany, control);

const framed = (id: string, title: string, request: RequestRecipe, control: string): ContractCase =>
  single(id, title, request, tooMany, control);

const name = 'statement-{{mark}}.csv';
const large = file({ kind: 'binary', size: 2_000_000 });
const files = (count: number): PartRecipe[] => Array.from({ length: count }, () => file());

/** R7: two or more file parts are rejected, whatever their names, contents, sizes and positions. */
export const singleFileCases = ({
  recognisedTypes,
  firstType,
  lastType,
  otherType,
  typeCase,
  extraField,
}: Vocabulary): ContractCase[] => [
  several('two-files-same-field', 'Two files in the same field are rejected', [account, ...files(2)]),
  several('three-files', 'Three files are rejected', [account, ...files(3)]),
  several('four-files', 'Four files are rejected', [account, ...files(4)]),
  several('eleven-files', 'Eleven files are rejected', [account, ...files(11)]),
  several('twenty-one-files', 'Twenty-one files are rejected', [account, ...files(21)]),
  several('two-files-same-name', 'Two files of the same name are rejected', [
    account,
    file({ name }),
    file({ name }),
  ]),
  several('two-files-same-content', 'Two files of the same content are rejected', [
    account,
    file({ seed: 'same' }),
    file({ seed: 'same' }),
  ]),
  several('two-files-identical', 'The same file twice is rejected', [
    account,
    file({ name, seed: 'same' }),
    file({ name, seed: 'same' }),
  ]),
  several('two-files-same-size', 'Two files of the same size are rejected', [
    account,
    file({ size: 1000 }),
    file({ size: 1000 }),
  ]),
  several('two-files-same-name-and-size', 'Two files of the same name and size are rejected', [
    account,
    file({ name, size: 1000 }),
    file({ name, size: 1000 }),
  ]),
  several('two-files-same-name-other-field', 'Two files of the same name in two fields are rejected', [
    account,
    file({ name }),
    fileNamed('attachment', { name }),
  ]),
  several('two-files-other-kind', 'Two files of different kinds are rejected', [
    account,
    file(),
    file({ kind: 'pdf' }),
  ]),
  several(
    'two-files-pdf',
    'Two PDF files are rejected',
    [account, file({ kind: 'pdf' }), file({ kind: 'pdf' })],
    'pdf-file',
  ),
  several('two-files-other-field', 'A second file in another field is rejected', [
    account,
    file(),
    fileNamed('attachment'),
  ]),
  several('two-files-other-field-first', 'A file in another field before the file is rejected', [
    account,
    fileNamed('attachment'),
    file(),
  ]),
  several(
    'two-files-other-field-with-type',
    'A second file in another field is rejected with a type, too',
    [account, file(), fileNamed('attachment'), type(firstType)],
    typeCase(firstType),
  ),
  several('two-files-thumbnail-field', 'A second file as a thumbnail is rejected', [
    account,
    file(),
    fileNamed('thumbnail', { kind: 'binary', mediaType: 'image/png' }),
  ]),
  several('two-files-numbered-fields', 'A second file in a field with a number is rejected', [
    account,
    file(),
    fileNamed('{{field:content}}2'),
  ]),
  several('two-files-bracket-fields', 'Files in fields with index brackets are rejected', [
    account,
    fileNamed('{{field:content}}[0]'),
    fileNamed('{{field:content}}[1]'),
  ]),
  several('two-files-array-field', 'A second file in an array field is rejected', [
    account,
    file(),
    fileNamed('{{field:content}}[]'),
  ]),
  several('two-files-account-field', 'A second file in the account field is rejected', [
    account,
    file(),
    fileNamed('{{field:account}}'),
  ]),
  several('two-files-type-field', 'A second file in the type field is rejected', [
    account,
    file(),
    fileNamed('{{field:type}}'),
  ]),
  several('two-files-second-empty', 'A second file that is empty is rejected', [
    account,
    file(),
    file({ kind: 'empty' }),
  ]),
  several('two-files-first-empty', 'A second file after an empty one is rejected', [
    account,
    file({ kind: 'empty' }),
    file(),
  ]),
  several(
    'two-files-both-empty',
    'Two empty files are rejected',
    [account, file({ kind: 'empty' }), file({ kind: 'empty' })],
    'empty-file',
  ),
  several('two-files-second-empty-other-field', 'An empty second file in another field is rejected', [
    account,
    file(),
    fileNamed('attachment', { kind: 'empty' }),
  ]),
  several(
    'two-files-before-account',
    'Two files before the account are rejected',
    [...files(2), account],
    'account-after-file',
  ),
  several('two-files-around-account', 'A file on either side of the account is rejected', [
    file(),
    account,
    file(),
  ]),
  several(
    'two-files-far-apart',
    'A second file after many text fields is rejected',
    [
      account,
      file(),
      ...Array.from({ length: 10 }, (_, index): PartRecipe => ({ name: `note${index}`, text: 'a note' })),
      file(),
    ],
    'extra-text-field',
  ),
  // The gap is longer than one read of a deployment, so one that responds at the end of a file has not seen the next.
  several(
    'two-files-second-late',
    'A second file after a long text is rejected',
    [account, file(), { name: extraField, text: 'May statement. ', size: 200_000 }, file()],
    'extra-text-field-long',
  ),
  ...recognisedTypes.map((value) =>
    several(
      `two-files-${typeCase(value)}`,
      `Two files with the type ${value} are rejected`,
      [account, ...files(2), type(value)],
      typeCase(value),
    ),
  ),
  several(
    'two-files-type-first',
    'Two files after a type are rejected',
    [account, type(firstType), ...files(2)],
    'type-before-file',
  ),
  several(
    'two-files-around-type',
    'A file on either side of the type is rejected',
    [account, file(), type(firstType), file()],
    typeCase(firstType),
  ),
  several(
    'two-files-other-type',
    'Two files with an unrecognised type are rejected',
    [account, ...files(2), type(otherType)],
    'type-unrecognised',
  ),
  several('two-files-large', 'Two large files are rejected', [account, large, large], 'file-of-2-megabytes'),
  several(
    'two-files-second-large',
    'A large second file is rejected',
    [account, file(), large],
    'file-of-2-megabytes',
  ),
  several(
    'two-files-first-large',
    'A small file after a large one is rejected',
    [account, large, file()],
    'file-of-2-megabytes',
  ),
  framed(
    'two-files-chunked',
    'Two files in chunked coding are rejected',
    { ...upload([account, ...files(2)]), framing: 'chunked' },
    'chunked',
  ),
  framed(
    'two-files-large-chunked',
    'Two large files in chunked coding are rejected',
    { ...upload([account, large, large]), framing: 'chunked' },
    'chunked-large-file',
  ),
  framed(
    'two-files-chunked-with-type',
    'Two files and a type in chunked coding are rejected',
    { ...upload([account, ...files(2), type(firstType)]), framing: 'chunked' },
    'type-chunked',
  ),
  several(
    'two-files-large-with-type',
    'Two large files with a type are rejected',
    [account, large, large, type(lastType)],
    'type-large-file',
  ),
  framed(
    'two-files-quoted-boundary',
    'Two files with a quoted boundary are rejected',
    upload([account, ...files(2)], { boundary: 'quoted' }),
    'quoted-boundary',
  ),
  {
    id: 'two-files-after-one',
    title: 'Two files are rejected right after one was accepted',
    steps: [
      { request: upload([account, file()]), expect: { outcome: 'accepted', by: 'R1' } },
      { request: upload([account, ...files(2)]), expect: tooMany, control: 'csv-file' },
    ],
  },
];
