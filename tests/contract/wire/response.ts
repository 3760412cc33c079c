import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { ExchangeError, header, type ReceivedResponse } from './exchange.ts';
import { type ContentReader, contentReader, maxBodySize, type ResponseHead } from './response-content.ts';

/** A head that is longer than this is no answer. */
const maxHeadSize = 256 * 1024;

/** The head, and where the content begins in what was received. */
type Head = ResponseHead & { end: number };

/**
 * Reads one HTTP/1.1 response from a connection (RFC 9112), piece by piece. Interim responses (1xx) are passed over.
 * Chosen over Node's client, which drops an answer that came before the request was fully sent.
 */
export function createResponseReader(method: string) {
  let received: Buffer = Buffer.alloc(0);
  let head: Head | undefined;
  let content: ContentReader | undefined;

  const readHead = (): void => {
    while (head === undefined) {
      const parsed = parseHead(received);
      if (parsed === undefined) return;
      received = received.subarray(parsed.end);
      if (parsed.status >= 200 || parsed.status === 101) head = parsed;
    }
    content ??= contentReader(head, method);
    content.push(received);
    received = Buffer.alloc(0);
  };

  return {
    /** @returns true when the answer is complete. */
    push(bytes: Buffer): boolean {
      if (content !== undefined) content.push(bytes);
      else {
        received = Buffer.concat([received, bytes]);
        readHead();
      }
      return content?.done ?? false;
    },
    /** The connection ended. @throws ExchangeError when the answer is not complete by then. */
    finish(): ReceivedResponse {
      if (head === undefined || content === undefined) {
        if (received.length > 0)
          throw new ExchangeError('malformed-response', 'what came is not an HTTP answer');
        throw new ExchangeError('reset', 'the connection was closed without an answer');
      }
      if (!content.done && !content.endsWithConnection) {
        throw new ExchangeError(
          'reset',
          `the connection was closed inside the answer (status ${head.status})`,
        );
      }
      const { status, reason, headers } = head;
      return { status, reason, headers, ...decode(content.kept(), headers, content.cut) };
    },
    get begun(): boolean {
      return head !== undefined || received.length > 0;
    },
    /** The connection takes another request (RFC 9112, section 9.3). */
    get keepsConnection(): boolean {
      const closes = /close/i.test(header(head?.headers ?? [], 'connection') ?? '');
      return content?.done === true && !content.endsWithConnection && !closes;
    },
  };
}

function parseHead(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) {
    if (bytes.length > maxHeadSize)
      throw new ExchangeError('malformed-response', 'the head of the answer does not end');
    if (bytes.length >= 5 && bytes.subarray(0, 5).toString('latin1') !== 'HTTP/') {
      throw new ExchangeError('malformed-response', 'what came is not an HTTP answer');
    }
    return undefined;
  }
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const match = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(statusLine);
  if (match === null) throw new ExchangeError('malformed-response', `not an HTTP status line: ${statusLine}`);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { status: Number(match[1]), reason: match[2] ?? '', headers, end: end + 4 };
}

type Decoder = (bytes: Buffer, options: ZlibOptions) => Buffer;

const decoders: Record<string, Decoder> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  // Some send the bare format for it (RFC 9110, section 8.4.1.2). A zlib header is a multiple of 31.
  deflate: (bytes, options) =>
    bytes.length > 1 && bytes.readUInt16BE() % 31 === 0
      ? inflateSync(bytes, options)
      : inflateRawSync(bytes, options),
  br: brotliDecompressSync,
};

/** Undoes the content codings (RFC 9110, section 8.4); content that cannot be decoded stays as it came. */
function decode(body: Buffer, headers: [string, string][], cut: boolean): { body: Buffer; cut: boolean } {
  const codings = (header(headers, 'content-encoding') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  try {
    const decoded = codings.reduceRight(
      (bytes, coding) => decoders[coding]?.(bytes, { maxOutputLength: maxBodySize }) ?? bytes,
      body,
    );
    return { body: decoded, cut };
  } catch {
    return { body, cut: true };
  }
}
