import { ExchangeError, header } from './exchange.ts';

/** What is kept of an answer's content, in bytes; the rest is read and dropped. */
export const maxBodySize = 4 * 1024 * 1024;

export interface ResponseHead {
  status: number;
  reason: string;
  headers: [string, string][];
}

/** Reads the content of one answer, piece by piece. */
export interface ContentReader {
  push(bytes: Buffer): void;
  readonly done: boolean;
  readonly endsWithConnection: boolean;
  readonly cut: boolean;
  kept(): Buffer;
}

/** RFC 9112, section 6.3: how long the content is. */
export function contentReader(head: ResponseHead, method: string): ContentReader {
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
