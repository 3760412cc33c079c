import type { ContractCase, PartHead } from '../../case.ts';
import { account, file, fileNamed, type } from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { several } from './single.ts';

const untyped = { mediaType: null };

/** The first file is a plain one, which alone is accepted: whatever the second looks like, it is one too many. */
const second = (id: string, title: string, recipe: Parameters<typeof file>[0]): ContractCase =>
  several(id, title, [account, file(), file(recipe)]);

const partHeads: Record<PartHead, string> = {
  'transfer-encoding': 'A second file with a transfer encoding is refused',
  'content-length': 'A second file with a Content-Length header is refused',
  'lower-case': 'A second file under lower-case header names is refused',
  unquoted: 'A second file with unquoted names is refused',
  'file-name-first': 'A second file whose file name comes first is refused',
  'media-type-first': 'A second file whose media type comes first is refused',
  'extended-name': 'A second file with filename* and filename is refused',
  folded: 'A second file with folded header lines is refused',
  'without-whitespace': 'A second file without whitespace in its headers is refused',
};

/** R7: a part with a file name is a file, whatever other headers it has or lacks. */
export const singleFilePartCases = ({ firstType, typeCase }: Vocabulary): ContractCase[] => [
  second('two-files-second-untyped', 'A second file without a media type is refused', untyped),
  several('two-files-first-untyped', 'A second file after one without a media type is refused', [
    account,
    file(untyped),
    file(),
  ]),
  several('two-files-second-untyped-other-field', 'An untyped second file in another field is refused', [
    account,
    file(),
    fileNamed('attachment', untyped),
  ]),
  several(
    'two-files-second-untyped-with-type',
    'A second file without a media type is refused with a type, too',
    [account, file(), file(untyped), type(firstType)],
    typeCase(firstType),
  ),
  several(
    'two-files-both-untyped',
    'Two files without a media type are refused',
    [account, file(untyped), file(untyped)],
    'file-without-media-type',
  ),
  second('two-files-second-text', 'A second file that is plain text is refused', { kind: 'text' }),
  second('two-files-second-json', 'A second file that is JSON is refused', {
    kind: 'text',
    name: '{{mark}}.json',
    mediaType: 'application/json',
  }),
  second('two-files-second-binary', 'A second file of an unknown media type is refused', {
    kind: 'binary',
  }),
  second('two-files-second-hidden', 'A second file whose name begins with a dot is refused', {
    name: '.{{mark}}',
  }),
  ...Object.entries(partHeads).map(([partHead, title]) =>
    second(`two-files-second-${partHead}`, title, { partHead: partHead as PartHead }),
  ),
];
