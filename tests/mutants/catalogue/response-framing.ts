import { gzipSync } from 'node:zlib';
import { contract } from '../../../generated/contract.ts';
import type { MockResponse, RuledUpload } from '../../../mocks/gate/exchange.ts';
import { breaking, type Mutant } from '../mutant.ts';
import { headOf, lengthOf, message, writesBytes } from '../raw.ts';
import { filesOf } from '../readings.ts';

const chunkedHead = (answer: MockResponse): string[] => [...headOf(answer), 'Transfer-Encoding: chunked'];

const gzipHead = (answer: MockResponse, content: Uint8Array | string): string[] => [
  ...headOf(answer),
  'Content-Encoding: gzip',
  lengthOf(content),
];

const isOtherMethod = (upload: RuledUpload | undefined): boolean =>
  upload !== undefined && upload.head.method !== contract.method;

const size = ({ body }: MockResponse): string => Buffer.byteLength(body).toString(16);

const labelledGzip = (answer: MockResponse): Buffer => message(gzipHead(answer, answer.body), answer.body);

/** R20: responses that HTTP clients reject. Where the request has another method, no MUST rule has anything to say. */
const aside: (Omit<Mutant, 'breaks' | 'vary'> & { bytesOf: (answer: MockResponse) => Buffer })[] = [
  {
    id: 'chunk-size-in-letters',
    fault: 'Ends its chunks with a size that is none',
    bytesOf: (answer) => message(chunkedHead(answer), `${size(answer)}\r\n${answer.body}\r\nXX\r\n\r\n`),
  },
  {
    id: 'chunk-size-prefixed',
    fault: 'Writes the sizes of its chunks with 0x',
    bytesOf: (answer) => message(chunkedHead(answer), `0x${size(answer)}\r\n${answer.body}\r\n0\r\n\r\n`),
  },
  {
    id: 'chunk-longer-than-its-size',
    fault: 'Counts characters less one for the size of a chunk',
    bytesOf: (answer) =>
      message(chunkedHead(answer), `${(answer.body.length - 1).toString(16)}\r\n${answer.body}\r\n0\r\n\r\n`),
  },
  {
    id: 'two-lengths',
    fault: 'Adds a second length, of the response before compression',
    bytesOf: (answer) =>
      message([...headOf(answer), 'Content-Length: 9', lengthOf(answer.body)], answer.body),
  },
  {
    id: 'length-in-words',
    fault: 'States the length with a unit',
    bytesOf: (answer) => message([...headOf(answer), `${lengthOf(answer.body)} bytes`], answer.body),
  },
  {
    id: 'length-beside-chunks',
    fault: 'Keeps the length of a response that it sends in chunks',
    bytesOf: (answer) =>
      message(
        [...chunkedHead(answer), lengthOf(answer.body)],
        `${size(answer)}\r\n${answer.body}\r\n0\r\n\r\n`,
      ),
  },
  {
    id: 'log-line-among-the-fields',
    fault: 'Prints a warning among the fields of its head',
    bytesOf: (answer) =>
      message([...headOf(answer), 'Warning, deprecated', lengthOf(answer.body)], answer.body),
  },
  {
    id: 'fields-folded',
    fault: 'Folds a field into two lines',
    bytesOf: (answer) => message([...headOf(answer), 'X-Trace: a', ' b', lengthOf(answer.body)], answer.body),
  },
  {
    id: 'lines-end-with-lf',
    fault: 'Ends the lines of its head with LF alone',
    bytesOf: (answer) => message([...headOf(answer), lengthOf(answer.body)], answer.body, '\n'),
  },
  {
    id: 'gzip-in-name-only',
    fault: 'Says that its response is gzip, which it is not',
    bytesOf: labelledGzip,
  },
  {
    id: 'gzip-cut-short',
    fault: 'Loses the end of what it compresses',
    bytesOf: (answer) => {
      const content = gzipSync(answer.body).subarray(0, -9);
      return message(gzipHead(answer, content), content);
    },
  },
];

export const responseFramingMutants: Mutant[] = [
  ...breaking(
    'R20',
    aside.map(({ bytesOf, ...mutant }) => ({ ...mutant, vary: writesBytes(bytesOf, isOtherMethod) })),
  ),
  // A client that cannot read the success does not see that the upload was accepted.
  ...breaking('R1', [
    {
      id: 'success-gzip-in-name-only',
      fault: 'Says that the response to a PDF file is gzip, which it is not',
      alsoWarns: ['R20'],
      vary: writesBytes(
        labelledGzip,
        (upload) =>
          upload?.body !== undefined &&
          upload.ruling.outcome === 'accepted' &&
          filesOf(upload.body).some(({ mediaType }) => mediaType === 'application/pdf'),
      ),
    },
  ]),
];
