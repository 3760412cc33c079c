import { seesOne } from '../../faults/counting.ts';
import { passesOver, refusesParts } from '../../faults/part-heads.ts';
import { filesOf } from '../../faults/readings.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const lineOf = (head: string, name: string): string =>
  head.split(/\r\n(?![ \t])/).find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? '';

const disposition = (head: string): string => lineOf(head, 'content-disposition');

const hasMediaType = (head: string, mediaType: string): boolean =>
  lineOf(head, 'content-type').includes(mediaType);

/** Only the second of two plain files is mistaken for a field: alone, such a file would be rejected as missing. */
const dropped: Mutant[] = [
  {
    id: 'files-without-media-type-dropped',
    fault: 'Reads a part without a media type as a field',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => lineOf(head, 'content-type') === ''),
  },
  {
    id: 'files-under-lower-case-names-dropped',
    fault: 'Recognises header names of parts in the usual letter case only',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => !/^Content-Disposition:/m.test(head)),
  },
  {
    id: 'files-with-transfer-encoding-dropped',
    fault: 'Skips parts with a transfer encoding',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => lineOf(head, 'content-transfer-encoding') !== ''),
  },
  {
    id: 'files-with-length-dropped',
    fault: 'Skips parts with their own length',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => lineOf(head, 'content-length') !== ''),
  },
  {
    id: 'files-behind-media-type-dropped',
    fault: 'Requires Content-Disposition before Content-Type',
    breaks: 'R7',
    alsoWarns: ['R17'],
    vary: passesOver((head) => /^content-type/i.test(head)),
  },
];

/** R7: a part with a file name is a file, whatever other headers it has or lacks. */
const passedOver: Mutant[] = breaking('R7', [
  {
    id: 'files-without-media-type-uncounted',
    fault: 'Accepts any number of files without a media type',
    vary: seesOne((body) => filesOf(body).every(({ mediaType }) => mediaType === 'text/plain')),
  },
  {
    id: 'files-of-json-dropped',
    fault: 'Reads a JSON part as a field',
    vary: passesOver((head) => hasMediaType(head, 'json')),
  },
  {
    id: 'files-with-unquoted-name-dropped',
    fault: 'Requires file names in quotation marks',
    vary: passesOver((head) => !/filename="/.test(head)),
  },
  {
    id: 'files-with-extended-name-dropped',
    fault: 'Skips parts with filename*',
    vary: passesOver((head) => head.includes('filename*=')),
  },
  {
    id: 'files-named-ahead-dropped',
    fault: 'Requires the name before the file name',
    vary: passesOver((head) => /filename=.*[;\s]name=/.test(disposition(head))),
  },
  {
    id: 'files-under-folded-lines-dropped',
    fault: 'Reads each line of a part head separately',
    vary: passesOver((head) => /\r\n[ \t]/.test(head)),
  },
  {
    id: 'files-without-whitespace-dropped',
    fault: 'Splits part heads at a semicolon and a space',
    vary: passesOver((head) => /form-data;\S/.test(head)),
  },
]);

/** R17: a single file is accepted with each head that clients write. */
const refusedAlone: Mutant[] = breaking('R17', [
  {
    id: 'file-part-with-transfer-encoding-refused',
    fault: 'Rejects parts with a transfer encoding, which RFC 7578 deprecates',
    vary: refusesParts((head) => lineOf(head, 'content-transfer-encoding') !== ''),
  },
  {
    id: 'file-part-with-length-refused',
    fault: 'Rejects parts with their own length',
    vary: refusesParts((head) => lineOf(head, 'content-length') !== ''),
  },
  {
    id: 'file-part-behind-media-type-refused',
    fault: 'Rejects parts that begin with Content-Type',
    vary: refusesParts((head) => /^content-type/i.test(head)),
  },
  {
    id: 'file-part-under-lower-case-names-refused',
    fault: 'Rejects parts without Content-Disposition in exactly this spelling',
    vary: refusesParts((head) => !/^Content-Disposition:/m.test(head)),
  },
]);

export const filePartHeadMutants: Mutant[] = [...dropped, ...passedOver, ...refusedAlone];
