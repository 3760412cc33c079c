import type { ContractCase, PartHead } from '../../case.ts';
import { account, file, fileNamed, type } from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { several } from './single.ts';

const untyped = { mediaType: null };

/** The first file is plain and accepted alone, so any second file is one too many. */
const second = (id: string, title: string, recipe: Parameters<typeof file>[0]): ContractCase =>
  several(id, title, [account, file(), file(recipe)]);

const partHeads: Record<PartHead, string> = {
  'transfer-encoding': 'A second file with a transfer encoding is rejected',
  'content-length': 'A second file with a Content-Length header is rejected',
  'lower-case': 'A second file under lower-case header names is rejected',
  unquoted: 'A second file with unquoted names is rejected',
  'file-name-first': 'A second file whose file name comes first is rejected',
  'media-type-first': 'A second file whose media type comes first is rejected',
  'extended-name': 'A second file with filename* and filename is rejected',
  folded: 'A second file with folded header lines is rejected',
  'without-whitespace': 'A second file without whitespace in its headers is rejected',
};

/** R7: a part with a file name is a file, whatever other headers it has or lacks. */
export const singleFilePartCases = ({ firstType, typeCase }: Vocabulary): ContractCase[] => [
  second('two-files-second-untyped', 'A second file without a media type is rejected', untyped),
  several('two-files-first-untyped', 'A second file after one without a media type is rejected', [
    account,
    file(untyped),
    file(),
  ]),
  several('two-files-second-untyped-other-field', 'An untyped second file in another field is rejected', [
    account,
    file(),
    fileNamed('attachment', untyped),
  ]),
  several(
    'two-files-second-untyped-with-type',
    'A second file without a media type is rejected with a type, too',
    [account, file(), file(untyped), type(firstType)],
    typeCase(firstType),
  ),
  several(
    'two-files-both-untyped',
    'Two files without a media type are rejected',
    [account, file(untyped), file(untyped)],
    'file-without-media-type',
  ),
  second('two-files-second-text', 'A second file that is plain text is rejected', { kind: 'text' }),
  second('two-files-second-json', 'A second file that is JSON is rejected', {
    kind: 'text',
    name: '{{mark}}.json',
    mediaType: 'application/json',
  }),
  second('two-files-second-binary', 'A second file of an unknown media type is rejected', {
    kind: 'binary',
  }),
  second('two-files-second-hidden', 'A second file whose name begins with a dot is rejected', {
    name: '.{{mark}}',
  }),
  ...Object.entries(partHeads).map(([partHead, title]) =>
    second(`two-files-second-${partHead}`, title, { partHead: partHead as PartHead }),
  ),
];
