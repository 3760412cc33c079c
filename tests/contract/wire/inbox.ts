import { malformed } from './exchange.ts';

/** Bytes that have arrived and are not yet read. */
export interface Inbox {
  add(bytes: Buffer): void;
  /** @returns the next line without its end; undefined while its end has not arrived. */
  takeLine(): string | undefined;
  /** @returns at most this many bytes; fewer when no more have arrived. */
  take(count: number): Buffer;
  /** The first characters, without reading them. */
  peek(count: number): string;
  readonly length: number;
}

/** A head, chunk line or trailer longer than this many bytes is malformed. */
export const longestLines = 256 * 1024;

export function createInbox(): Inbox {
  let pending: Buffer = Buffer.alloc(0);
  const take = (count: number): Buffer => {
    const taken = pending.subarray(0, count);
    pending = pending.subarray(taken.length);
    return taken;
  };
  return {
    add(bytes) {
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
    },
    takeLine() {
      const end = pending.indexOf('\n');
      if (end < 0) {
        if (pending.length > longestLines) throw malformed('a line of it does not end');
        return undefined;
      }
      if (pending[end - 1] !== 0x0d) throw malformed('a line of it ends with LF alone');
      return take(end + 1).toString('latin1', 0, end - 1);
    },
    take,
    peek: (count) => pending.toString('latin1', 0, count),
    get length() {
      return pending.length;
    },
  };
}
