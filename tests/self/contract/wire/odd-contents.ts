import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { bytes, chunk, content, fetchOnly, inChunks, nobody, type OddResponse, ok } from './odd-responses.ts';

const encoded = (coding: string, body: Buffer): Buffer =>
  Buffer.concat([bytes(`${ok}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);

const gzip = gzipSync(content);
const deflate = deflateSync(content);
const gzipTimes = (times: number): Buffer =>
  Array.from({ length: times }).reduce<Buffer>((body) => gzipSync(body), bytes(content));

export const contentCodings: OddResponse[] = [
  ['gzip that is none', encoded('gzip', bytes(content)), fetchOnly],
  ['gzip that is deflate', encoded('gzip', deflate), fetchOnly],
  [
    'gzip with another checksum',
    encoded('gzip', Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(4, 1), gzip.subarray(-4)])),
    fetchOnly,
  ],
  ['gzip with letters behind it', encoded('gzip', Buffer.concat([gzip, bytes('garbage')])), fetchOnly],
  ['deflate that is gzip', encoded('deflate', gzip), fetchOnly],
  [
    'deflate with another checksum',
    encoded('deflate', Buffer.concat([deflate.subarray(0, -4), bytes('abcd')])),
    fetchOnly,
  ],
  ['br that is none', encoded('br', bytes(content)), fetchOnly],
  ['codings in another order', encoded('gzip, br', gzipSync(brotliCompressSync(content))), fetchOnly],
  ['a coding twice that is there once', encoded('gzip\r\nContent-Encoding: gzip', gzip), fetchOnly],
  ['six codings', encoded('gzip, gzip, gzip, gzip, gzip, gzip', gzipTimes(6)), fetchOnly],
  ['gzip', encoded('GZIP', gzip), nobody],
  ['x-gzip', encoded('x-gzip', gzip), nobody],
  ['gzip without content', encoded('gzip', Buffer.alloc(0)), nobody],
  ['gzip in two members', encoded('gzip', Buffer.concat([gzip, gzip])), nobody],
  ['gzip with zeros behind it', encoded('gzip', Buffer.concat([gzip, Buffer.alloc(10)])), nobody],
  ['deflate', encoded('deflate', deflate), nobody],
  ['bare deflate', encoded('deflate', deflateRawSync(content)), nobody],
  ['br', encoded('br', brotliCompressSync(content)), nobody],
  ['five codings', encoded('gzip, gzip, gzip, gzip, gzip', gzipTimes(5)), nobody],
  ['a coding that nobody knows', encoded('utf-8', bytes(content)), nobody],
];

/** Contents that clients accept, and return cut short or still coded, without an error. */
export const brokenContents: OddResponse[] = [
  ['gzip without its end', encoded('gzip', gzip.subarray(0, -8)), nobody],
  ['gzip of which the half is missing', encoded('gzip', gzip.subarray(0, 14)), nobody],
  ['the head of gzip', encoded('gzip', gzip.subarray(0, 10)), nobody],
  ['deflate without its end', encoded('deflate', deflate.subarray(0, -4)), nobody],
  ['deflate that is none', encoded('deflate', bytes(content)), nobody],
  ['br without its end', encoded('br', brotliCompressSync(content).subarray(0, 5)), nobody],
  ['gzip for a transfer coding', inChunks(gzip.toString('latin1'), 'gzip'), nobody],
  ['identity behind chunked', inChunks(chunk, 'chunked, identity'), nobody],
];
