import { contract } from '../../../../generated/contract.ts';
import { extensionOf, filesOf, isAscii } from '../../faults/readings.ts';
import { failsOn, reshapesSuccess } from '../../faults/responding.ts';
import { refusesFile } from '../../faults/strictness.ts';
import { breaking, type Fault, type Mutant } from '../../mutant.ts';

/** States another size than the one sent, as a deployment does that changes the content on its way. */
const states = (bytes: (size: number, name: string) => number): Fault =>
  reshapesSuccess((success) => {
    const { size, name } = contract.success.members;
    return { ...success, [size]: bytes(Number(success[size]), String(success[name])) };
  });

const files: Mutant[] = breaking('R17', [
  {
    id: 'file-name-not-ascii-refused',
    fault: 'Rejects file names that are not ASCII',
    vary: refusesFile(({ fileName }) => !isAscii(fileName)),
  },
  {
    id: 'file-name-blanks-refused',
    fault: 'Rejects file names with spaces',
    vary: refusesFile(({ fileName }) => fileName.includes(' ')),
  },
  {
    id: 'file-name-plain-refused',
    fault: 'Rejects file names without an extension',
    vary: refusesFile((file) => extensionOf(file) === ''),
  },
  {
    id: 'file-name-semicolon-refused',
    fault: 'Rejects file names with a semicolon',
    vary: refusesFile(({ fileName }) => fileName.includes(';')),
  },
  {
    id: 'file-name-percent-refused',
    fault: 'Rejects file names with a percent sign',
    vary: refusesFile(({ fileName }) => fileName.includes('%')),
  },
  {
    id: 'file-name-long-refused',
    fault: 'Rejects file names of more than 100 characters',
    vary: refusesFile(({ fileName }) => fileName.length > 100),
  },
  {
    id: 'file-untyped-refused',
    fault: 'Rejects file parts without a media type',
    vary: refusesFile((file) => file.mediaType === 'text/plain' && extensionOf(file) === 'csv'),
  },
  {
    id: 'unknown-media-type-refused',
    fault: 'Rejects media types that it does not know',
    vary: refusesFile(({ mediaType }) => mediaType === 'application/octet-stream'),
  },
  { id: 'empty-file-refused', fault: 'Rejects empty files', vary: refusesFile(({ size }) => size === 0) },
  {
    id: 'two-megabytes-refused',
    fault: 'Accepts at most a mebibyte',
    vary: refusesFile(({ size }) => size > 1024 ** 2, 'tooLarge'),
  },
  {
    id: 'five-mebibytes-refused',
    fault: 'Accepts less than five mebibytes',
    vary: refusesFile(({ size }) => size >= contract.guaranteedFileSize, 'tooLarge'),
  },
  {
    id: 'binary-decoded',
    fault: 'Decodes content as UTF-8',
    alsoWarns: ['R15'],
    vary: states((size, name) => (/binary-file|\.bin$/.test(name) ? Math.round(size * 1.7) : size)),
  },
  {
    id: 'content-split-at-dashes',
    fault: 'Ends a file at a line of dashes',
    alsoWarns: ['R15'],
    vary: states((size, name) => (name.includes('lines') ? 2 : size)),
  },
  {
    id: 'content-trimmed',
    fault: 'Trims line breaks at the end of a file',
    alsoWarns: ['R15'],
    vary: states((size, name) => (name.includes('lines') ? size - 6 : size)),
  },
]);

const crashes: Mutant[] = [
  {
    id: 'file-name-not-ascii-fails',
    fault: 'Fails with 500 on a file name that is not ASCII',
    breaks: 'R17',
    alsoWarns: ['R20'],
    vary: failsOn((body) => filesOf(body).some(({ fileName }) => !isAscii(fileName))),
  },
];

/** R1: a well-formed upload is accepted. */
const wellFormed: Mutant[] = breaking('R1', [
  {
    id: 'pdf-refused',
    fault: 'Rejects PDF files',
    vary: refusesFile(({ mediaType }) => mediaType === 'application/pdf'),
  },
  {
    id: 'text-refused',
    fault: 'Rejects text files',
    vary: refusesFile((file) => extensionOf(file) === 'txt'),
  },
  {
    id: 'tiny-refused',
    fault: 'Rejects files under ten bytes',
    vary: refusesFile(({ size }) => size > 0 && size < 10),
  },
  {
    id: 'hundred-kilobytes-refused',
    fault: 'Accepts at most 64 kibibytes',
    vary: refusesFile(({ size }) => size > 64 * 1024, 'tooLarge'),
  },
  {
    id: 'csv-refused',
    fault: 'Rejects CSV files',
    vary: refusesFile(({ mediaType }) => mediaType === 'text/csv'),
  },
]);

/** R17 and R1: any kind of file is accepted. */
export const fileContentMutants: Mutant[] = [...files, ...crashes, ...wellFormed];
