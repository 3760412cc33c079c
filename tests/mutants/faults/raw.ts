import type { ServerResponse } from 'node:http';
import type { MockResponse, RuledUpload } from '../../../mocks/gate/handled-request.ts';
import type { Fault } from '../mutant.ts';
import { changeDelivery } from './seams.ts';

/** Responses byte by byte, which no HTTP library would write. */

/** Writes a response in bytes, and ends the connection. */
export const writesBytes = (
  bytesOf: (response: MockResponse) => Buffer,
  when: (upload: RuledUpload | undefined) => boolean = () => true,
): Fault =>
  changeDelivery(async (outgoing, response, upload, asIs) =>
    when(upload) ? endWith(outgoing, bytesOf(response)) : asIs(),
  );

function endWith(outgoing: ServerResponse, bytes: Buffer): void {
  outgoing.socket?.end(bytes);
}

/** The lines of a head, without those for the length of the content. */
export const headOf = ({ status, headers }: MockResponse): string[] => [
  `HTTP/1.1 ${status} Response`,
  ...Object.entries(headers)
    .filter(([name]) => !/^(content-length|transfer-encoding)$/i.test(name))
    .map(([name, value]) => `${name}: ${value}`),
  'Connection: close',
];

/** Joins lines and content, each line with its end. */
export const message = (lines: readonly string[], content: Uint8Array | string, lineEnd = '\r\n'): Buffer =>
  Buffer.concat([
    Buffer.from([...lines, '', ''].join(lineEnd), 'latin1'),
    typeof content === 'string' ? Buffer.from(content) : content,
  ]);

export const lengthOf = (content: Uint8Array | string): string =>
  `Content-Length: ${Buffer.byteLength(content)}`;
