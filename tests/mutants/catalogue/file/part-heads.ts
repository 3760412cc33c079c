import { seesOne } from '../../faults/counting.ts';
import { passesOver, refusesParts } from '../../faults/part-heads.ts';
import { filesOf } from '../../faults/readings.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const lineOf = (head: string, name: string): string =>
  head.split(/\r\n(?![ \t])/).find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? '';

const disposition = (head: string): string => lineOf(head, 'content-disposition');

const hasMediaType = (head: string, mediaType: string): boolean =>
  lineOf(head, 'content-type').includes(mediaType);

/** Only the second of two plain files is told from a field by these: alone, such a file is refused for missing. */
const dropped: Mutant[] = [
  {
    id: 'files-without-media-type-dropped',
    fault: 'Takes a part without a media type for a field',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => lineOf(head, 'content-type') === ''),
  },
  {
    id: 'files-under-lower-case-names-dropped',
    fault: 'Knows header names of parts in the usual letter case only',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => !/^Content-Disposition:/m.test(head)),
  },
  {
    id: 'files-with-transfer-encoding-dropped',
    fault: 'Passes over parts with a transfer encoding',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => lineOf(head, 'content-transfer-encoding') !== ''),
  },
  {
    id: 'files-with-length-dropped',
    fault: 'Passes over parts with a length of their own',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => lineOf(head, 'content-length') !== ''),
  },
  {
    id: 'files-behind-media-type-dropped',
    fault: 'Wants Content-Disposition ahead of Content-Type',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => /^content-type/i.test(head)),
  },
];

/** R7: a part with a file name is a file, whatever other headers it has or lacks. */
const passedOver: Mutant[] = breaking('R7', [
  {
    id: 'files-without-media-type-uncounted',
    fault: 'Takes any number of files without a media type',
    vary: seesOne((body) => filesOf(body).every(({ mediaType }) => mediaType === 'text/plain')),
  },
  {
    id: 'files-of-json-dropped',
    fault: 'Takes a part that is JSON for a field',
    vary: passesOver((head) => hasMediaType(head, 'json')),
  },
  {
    id: 'files-with-unquoted-name-dropped',
    fault: 'Wants file names in quotation marks',
    vary: passesOver((head) => !/filename="/.test(head)),
  },
  {
    id: 'files-with-extended-name-dropped',
    fault: 'Passes over parts with filename*',
    vary: passesOver((head) => head.includes('filename*=')),
  },
  {
    id: 'files-named-ahead-dropped',
    fault: 'Wants the name ahead of the file name',
    vary: passesOver((head) => /filename=.*[;\s]name=/.test(disposition(head))),
  },
  {
    id: 'files-under-folded-lines-dropped',
    fault: 'Reads each line of a part head by itself',
    vary: passesOver((head) => /\r\n[ \t]/.test(head)),
  },
  {
    id: 'files-without-whitespace-dropped',
    fault: 'Splits part heads at a semicolon and a blank',
    vary: passesOver((head) => /form-data;\S/.test(head)),
  },
]);

/** R17: a file alone is accepted under each head that clients write. */
const refusedAlone: Mutant[] = breaking('R17', [
  {
    id: 'file-part-with-transfer-encoding-refused',
    fault: 'Refuses parts with a transfer encoding, which RFC 7578 deprecates',
    vary: refusesParts((head) => lineOf(head, 'content-transfer-encoding') !== ''),
  },
  {
    id: 'file-part-with-length-refused',
    fault: 'Refuses parts with a length of their own',
    vary: refusesParts((head) => lineOf(head, 'content-length') !== ''),
  },
  {
    id: 'file-part-behind-media-type-refused',
    fault: 'Refuses parts that begin with Content-Type',
    vary: refusesParts((head) => /^content-type/i.test(head)),
  },
  {
    id: 'file-part-under-lower-case-names-refused',
    fault: 'Refuses parts without Content-Disposition in just these letters',
    vary: refusesParts((head) => !/^Content-Disposition:/m.test(head)),
  },
]);

export const filePartHeadMutants: Mutant[] = [...dropped, ...passedOver, ...refusedAlone];
