import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { ExchangeError, header, type ReceivedResponse } from './exchange.ts';

/** What is kept of an answer's content, in bytes; the rest is read and dropped. */
const maxBodySize = 4 * 1024 * 1024;

/** A head that is longer than this is no answer. */
const maxHeadSize = 256 * 1024;

interface Head {
  status: number;
  reason: string;
  headers: [string, string][];
  /** Where the content begins in what was received. */
  end: number;
}

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
  if (match === null)
    throw new ExchangeError('malformed-response', `not an HTTP status line: ${statusLine.slice(0, 80)}`);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { status: Number(match[1]), reason: match[2] ?? '', headers, end: end + 4 };
}

interface ContentReader {
  push(bytes: Buffer): void;
  readonly done: boolean;
  readonly endsWithConnection: boolean;
  readonly cut: boolean;
  kept(): Buffer;
}

/** RFC 9112, section 6.3: how long the content is. */
function contentReader(head: Head, method: string): ContentReader {
  const store = boundedStore();
  const length = header(head.headers, 'content-length');
  const isChunked = /chunked/i.test(header(head.headers, 'transfer-encoding') ?? '');
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return sized(0, store);
  if (isChunked) return chunked(store);
  if (length !== undefined && /^\d+$/.test(length)) return sized(Number(length), store);
  return untilClosed(store);
}

function boundedStore() {
  const pieces: Buffer[] = [];
  let size = 0;
  let cut = false;
  return {
    add(bytes: Buffer): void {
      const fitting = bytes.subarray(0, Math.max(0, maxBodySize - size));
      if (fitting.length < bytes.length) cut = true;
      size += fitting.length;
      if (fitting.length > 0) pieces.push(fitting);
    },
    kept: () => Buffer.concat(pieces),
    get cut() {
      return cut;
    },
  };
}

type Store = ReturnType<typeof boundedStore>;

function sized(length: number, store: Store): ContentReader {
  let missing = length;
  return {
    push(bytes) {
      const mine = bytes.subarray(0, missing);
      missing -= mine.length;
      store.add(mine);
    },
    get done() {
      return missing === 0;
    },
    endsWithConnection: false,
    get cut() {
      return store.cut;
    },
    kept: store.kept,
  };
}

function untilClosed(store: Store): ContentReader {
  return {
    push: store.add,
    done: false,
    endsWithConnection: true,
    get cut() {
      return store.cut;
    },
    kept: store.kept,
  };
}

/** RFC 9112, section 7.1. Trailers are passed over. */
function chunked(store: Store): ContentReader {
  let pending: Buffer = Buffer.alloc(0);
  let missing = 0;
  let state: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size';

  const takeLine = (): string | undefined => {
    const end = pending.indexOf('\r\n');
    if (end < 0) return undefined;
    const line = pending.subarray(0, end).toString('latin1');
    pending = pending.subarray(end + 2);
    return line;
  };
  const step = (): boolean => {
    if (state === 'data') {
      const mine = pending.subarray(0, missing);
      pending = pending.subarray(mine.length);
      missing -= mine.length;
      store.add(mine);
      if (missing === 0) state = 'data-end';
      return missing === 0;
    }
    const line = takeLine();
    if (line === undefined) return false;
    if (state === 'size') {
      missing = Number.parseInt(line, 16);
      if (Number.isNaN(missing))
        throw new ExchangeError('malformed-response', 'the chunked coding of the answer is broken');
      state = missing === 0 ? 'trailer' : 'data';
    } else if (state === 'data-end') state = 'size';
    else if (line === '') state = 'done';
    return state !== 'done';
  };
  return {
    push(bytes) {
      pending = Buffer.concat([pending, bytes]);
      while (state !== 'done' && step());
    },
    get done() {
      return state === 'done';
    },
    endsWithConnection: false,
    get cut() {
      return store.cut;
    },
    kept: store.kept,
  };
}

const decoders: Record<string, (bytes: Buffer, options: ZlibOptions) => Buffer> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** Undoes the content coding (RFC 9110, section 8.4); content that cannot be decoded stays as it came. */
function decode(body: Buffer, headers: [string, string][], cut: boolean): { body: Buffer; cut: boolean } {
  const decoder = decoders[(header(headers, 'content-encoding') ?? '').trim().toLowerCase()];
  if (decoder === undefined) return { body, cut };
  try {
    return { body: decoder(body, { maxOutputLength: maxBodySize }), cut };
  } catch {
    return { body, cut: true };
  }
}
