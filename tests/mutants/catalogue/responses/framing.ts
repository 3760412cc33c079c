import { gzipSync } from 'node:zlib';
import { contract } from '../../../../generated/contract.ts';
import type { MockResponse, RuledUpload } from '../../../../mocks/gate/handled-request.ts';
import { headOf, lengthOf, message, writesBytes } from '../../faults/raw.ts';
import { filesOf } from '../../faults/readings.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const chunkedHead = (response: MockResponse): string[] => [...headOf(response), 'Transfer-Encoding: chunked'];

const gzipHead = (response: MockResponse, content: Uint8Array | string): string[] => [
  ...headOf(response),
  'Content-Encoding: gzip',
  lengthOf(content),
];

const isOtherMethod = (upload: RuledUpload | undefined): boolean =>
  upload !== undefined && upload.head.method !== contract.method;

const size = ({ body }: MockResponse): string => Buffer.byteLength(body).toString(16);

const labelledGzip = (response: MockResponse): Buffer =>
  message(gzipHead(response, response.body), response.body);

/** R20: responses that HTTP clients reject. For requests with another method, no MUST rule applies. */
const aside: (Omit<Mutant, 'breaks' | 'vary'> & { bytesOf: (response: MockResponse) => Buffer })[] = [
  {
    id: 'chunk-size-in-letters',
    fault: 'Ends its chunks with an invalid size',
    bytesOf: (response) =>
      message(chunkedHead(response), `${size(response)}\r\n${response.body}\r\nXX\r\n\r\n`),
  },
  {
    id: 'chunk-size-prefixed',
    fault: 'Writes the sizes of its chunks with 0x',
    bytesOf: (response) =>
      message(chunkedHead(response), `0x${size(response)}\r\n${response.body}\r\n0\r\n\r\n`),
  },
  {
    id: 'chunk-longer-than-its-size',
    fault: 'States chunk sizes as characters less one',
    bytesOf: (response) =>
      message(
        chunkedHead(response),
        `${(response.body.length - 1).toString(16)}\r\n${response.body}\r\n0\r\n\r\n`,
      ),
  },
  {
    id: 'two-lengths',
    fault: 'Adds a second length, of the response before compression',
    bytesOf: (response) =>
      message([...headOf(response), 'Content-Length: 9', lengthOf(response.body)], response.body),
  },
  {
    id: 'length-in-words',
    fault: 'States the length with a unit',
    bytesOf: (response) => message([...headOf(response), `${lengthOf(response.body)} bytes`], response.body),
  },
  {
    id: 'length-beside-chunks',
    fault: 'Keeps the length of a response that it sends in chunks',
    bytesOf: (response) =>
      message(
        [...chunkedHead(response), lengthOf(response.body)],
        `${size(response)}\r\n${response.body}\r\n0\r\n\r\n`,
      ),
  },
  {
    id: 'log-line-among-the-fields',
    fault: 'Prints a warning among its header fields',
    bytesOf: (response) =>
      message([...headOf(response), 'Warning, deprecated', lengthOf(response.body)], response.body),
  },
  {
    id: 'fields-folded',
    fault: 'Folds a field into two lines',
    bytesOf: (response) =>
      message([...headOf(response), 'X-Trace: a', ' b', lengthOf(response.body)], response.body),
  },
  {
    id: 'lines-end-with-lf',
    fault: 'Ends the lines of its head with LF alone',
    bytesOf: (response) => message([...headOf(response), lengthOf(response.body)], response.body, '\n'),
  },
  {
    id: 'gzip-in-name-only',
    fault: 'Declares its response as gzip, but does not compress it',
    bytesOf: labelledGzip,
  },
  {
    id: 'gzip-cut-short',
    fault: 'Loses the end of what it compresses',
    bytesOf: (response) => {
      const content = gzipSync(response.body).subarray(0, -9);
      return message(gzipHead(response, content), content);
    },
  },
];

export const responseFramingMutants: Mutant[] = [
  ...breaking(
    'R20',
    aside.map(({ bytesOf, ...mutant }) => ({ ...mutant, vary: writesBytes(bytesOf, isOtherMethod) })),
  ),
  // A client that cannot read the success does not know that the upload was accepted.
  ...breaking('R1', [
    {
      id: 'success-gzip-in-name-only',
      fault: 'Declares the response to a PDF file as gzip, but does not compress it',
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
