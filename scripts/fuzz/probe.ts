import { connect, type Socket } from 'node:net';
import { contract } from '../../generated/contract.ts';

/** Longer than any time-out of the mock. */
const readingLimits = 10_000;

/** Sends bytes, and reads until the mock closes. @returns everything received. */
export function probe(port: number, bytes: Buffer, endAfterwards: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let received = '';
    socket.setEncoding('latin1');
    socket.setTimeout(readingLimits, () => {
      socket.destroy();
      reject(new Error(`neither responded nor closed within ${readingLimits} ms`));
    });
    socket.on('data', (text: string) => {
      received += text;
      if (!endAfterwards && isWhole(received)) done(socket);
    });
    socket.on('end', () => done(socket));
    // A reset is also a way to close.
    socket.on('error', () => done(socket));
    function done(open: Socket): void {
      open.destroy();
      resolve(received);
    }
    if (endAfterwards) socket.end(bytes);
    else socket.write(bytes);
  });
}

interface RawResponse {
  status: number;
  mediaType: string;
  body: string;
}

/** @returns the fault of a response; undefined for nothing, successes and problems. */
export function faultOf(received: string): string | undefined {
  for (const { status, mediaType, body } of responsesIn(received)) {
    if (status === 100 || status === 204 || status === contract.success.status) continue;
    if (status < 400 || status > 499) return `responded with ${status}`;
    if (mediaType !== contract.problem.mediaType) return `responded with ${status} without a problem`;
    if (body !== '' && JSON.parse(body).status !== status)
      return `responded with ${status}, and another status in its problem`;
  }
  return undefined;
}

/** The status of the last response; undefined when there is none. */
export const statusOf = (received: string): number | undefined => responsesIn(received).at(-1)?.status;

const isWhole = (received: string): boolean => responsesIn(received).some(({ status }) => status !== 100);

function responsesIn(received: string): RawResponse[] {
  const responses: RawResponse[] = [];
  let rest = received;
  for (let end = rest.indexOf('\r\n\r\n'); end !== -1; end = rest.indexOf('\r\n\r\n')) {
    const head = rest.slice(0, end);
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    const body = rest.slice(end + 4, end + 4 + length);
    if (body.length < length) break;
    const mediaType = /^content-type: *(\S+)/im.exec(head)?.[1] ?? '';
    responses.push({ status: Number(head.slice(9, 12)), mediaType, body });
    rest = rest.slice(end + 4 + length);
  }
  return responses;
}
