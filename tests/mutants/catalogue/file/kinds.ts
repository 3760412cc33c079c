import { contract } from '../../../../generated/contract.ts';
import type { Contract } from '../../../../spec/contract.ts';
import { folds, overlooks, sees, seesOne } from '../../faults/counting.ts';
import { foldsEqualContents } from '../../faults/part-heads.ts';
import { filesOf, isFile, placeOfField } from '../../faults/readings.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const { account, content, type } = contract.fields;

/** What it counts as the same file. */
const foldings: Mutant[] = breaking('R7', [
  {
    id: 'files-folded-by-field',
    fault: 'Keeps one file of each field, and accepts any number of fields',
    vary: seesOne((body) => new Set(filesOf(body).map(({ name }) => name)).size === filesOf(body).length),
  },
  {
    id: 'files-folded-in-field',
    fault: 'Merges the files of a field into one',
    vary: folds(({ name }) => name),
  },
  {
    id: 'files-folded-by-name',
    fault: 'Counts files with the same name as one',
    vary: folds(({ fileName }) => fileName),
  },
  {
    id: 'files-folded-by-content',
    fault: 'Counts files with the same content as one',
    vary: foldsEqualContents,
  },
  {
    id: 'files-folded-by-size',
    fault: 'Counts files with the same size as one',
    vary: folds(({ size }) => String(size)),
  },
  {
    id: 'files-folded-by-media-type',
    fault: 'Counts files with the same media type as one',
    vary: folds(({ mediaType }) => mediaType),
  },
  {
    id: 'files-one-of-each-media-type',
    fault: 'Accepts one file of each media type',
    vary: seesOne(
      (body) => new Set(filesOf(body).map(({ mediaType }) => mediaType)).size === filesOf(body).length,
    ),
  },
]);

/** What it does not count as a file. */
const { refusals }: Contract = contract;

const blindSpots: Mutant[] = breaking('R7', [
  {
    id: 'files-in-other-fields-ignored',
    fault: 'Counts files in the field of the contract only',
    // A file in the account's place then means a missing account.
    alsoWarns: refusals.twoFiles === refusals.missingAccountId ? [] : ['R13'],
    vary: overlooks(({ name }) => name !== content),
  },
  {
    id: 'files-in-numbered-fields-ignored',
    fault: 'Ignores files in fields with a number',
    vary: overlooks(({ name }) => /\d$/.test(name)),
  },
  {
    id: 'files-in-array-fields-folded',
    fault: 'Counts an array of files as one',
    vary: seesOne((body) => filesOf(body).some(({ name }) => /\[\d*\]$/.test(name))),
  },
  {
    id: 'files-in-text-fields-ignored',
    fault: 'Ignores files in the fields that hold texts',
    vary: overlooks(({ name }) => name === account || name === type),
  },
  {
    id: 'files-before-own-field-ignored',
    fault: 'Ignores files before the field of the contract',
    vary: sees((files) =>
      files.slice(
        Math.max(
          0,
          files.findIndex(({ name }) => name === content),
        ),
      ),
    ),
  },
  {
    id: 'files-empty-ignored',
    fault: 'Does not count empty files',
    vary: overlooks(({ size }) => size === 0),
  },
  {
    id: 'files-second-empty-ignored',
    fault: 'Ignores a second file that is empty',
    vary: overlooks((file, body) => file.size === 0 && file === filesOf(body)[1]),
  },
  {
    id: 'files-untyped-ignored',
    fault: 'Ignores a file without a media type',
    vary: overlooks(({ mediaType }) => mediaType === 'text/plain'),
  },
  {
    id: 'files-on-disk-ignored',
    fault: 'Does not count files above a mebibyte, which it stores on disk',
    vary: overlooks(({ size }) => size > 1024 ** 2),
  },
  {
    id: 'files-hidden-ignored',
    fault: 'Ignores files whose names begin with a dot, as in directories',
    vary: overlooks(({ fileName }) => fileName.startsWith('.')),
  },
  {
    id: 'files-late-ignored',
    fault: 'Responds at the end of a file, before the next one has arrived',
    vary: seesOne(({ parts }) =>
      parts.some((part) => part.kind === 'field' && part.value.length > 64 * 1024),
    ),
  },
  {
    id: 'files-before-account-ignored',
    fault: 'Counts the files after the account only',
    vary: overlooks((file, body) => body.parts.indexOf(file) < placeOfField(body, account)),
  },
  {
    id: 'files-in-a-row-only',
    fault: 'Notices a second file only right after the first',
    vary: seesOne(
      ({ parts }) => !parts.some((part, index) => isFile(part) && parts[index + 1]?.kind === 'file'),
    ),
  },
]);

/** R7: exactly one file, whatever their names, contents, sizes and positions. */
export const fileKindMutants: Mutant[] = [...foldings, ...blindSpots];
