import type { IncomingMessage } from 'node:http';
import type { BodyFacts } from '../../../spec/rules.ts';
import type { Fault } from '../mutant.ts';
import { filesOf, withFiles } from './readings.ts';
import { misreadBody, remembering, together } from './seams.ts';

/** Faults that depend on the bytes of a body: on the header lines of its parts, or the contents of its files. */

/** Changes the facts of the body, with its bytes available, one character each. */
export const misreadBytes = (
  misread: (body: BodyFacts, bytes: string, request: IncomingMessage) => BodyFacts,
): Fault =>
  remembering(() => {
    const bodies = new WeakMap<IncomingMessage, Buffer[]>();
    return together(
      (parts) => ({
        ...parts,
        readHead(request) {
          const pieces: Buffer[] = [];
          bodies.set(request, pieces);
          request.on('data', (piece: Buffer) => pieces.push(piece));
          return parts.readHead(request);
        },
      }),
      misreadBody((body, request) =>
        misread(body, Buffer.concat(bodies.get(request) ?? []).toString('latin1'), request),
      ),
    );
  });

/** The header lines of each file part, in order. */
function fileHeads(bytes: string, { headers }: IncomingMessage): string[] {
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const heads = bytes.split(`--${boundary}`).map((part) => part.trimStart().split('\r\n\r\n')[0] ?? '');
  return heads.filter((head) => /[;\s]filename=/i.test(head));
}

/** Overlooks file parts with such header lines, like a parser that skips what it does not expect. */
export const passesOver = (isPassedOver: (head: string) => boolean): Fault =>
  misreadBytes((body, bytes, request) => {
    const heads = fileHeads(bytes, request);
    return withFiles(
      body,
      filesOf(body).filter((_, index) => !isPassedOver(heads[index] ?? '')),
    );
  });

/** Treats a body with such header lines of a file part as malformed. */
export const refusesParts = (isRefused: (head: string) => boolean): Fault =>
  misreadBytes((body, bytes, request) =>
    fileHeads(bytes, request).some(isRefused) ? { ...body, complete: false } : body,
  );

/** Counts files with the same content as one, like a store that keeps each content once. */
export const foldsEqualContents: Fault = misreadBytes((body, bytes) => {
  const [, ...sections] = bytes.split('filename=');
  const contents = sections.map((section) => section.slice(section.indexOf('\r\n\r\n')).split('\r\n--')[0]);
  return withFiles(
    body,
    filesOf(body).filter((_, index) => contents.indexOf(contents[index]) === index),
  );
});
