/** Bytes to keep of a response's content; the rest is read and dropped. */
export const maxBodySize = 4 * 1024 * 1024;

/** Reads the content of one response, piece by piece. */
export interface ContentReader {
  push(bytes: Buffer): void;
  readonly done: boolean;
  readonly endsWithConnection: boolean;
  readonly cut: boolean;
  kept(): Buffer;
}

export type BodyStore = ReturnType<typeof createBodyStore>;

/** Keeps the beginning of a content. */
export function createBodyStore() {
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

/** A reader that keeps what it has read in a store. */
export const storing = (
  store: BodyStore,
  { push, isDone }: { push: (bytes: Buffer) => void; isDone?: () => boolean },
): ContentReader => ({
  push,
  get done() {
    return isDone?.() ?? false;
  },
  endsWithConnection: isDone === undefined,
  get cut() {
    return store.cut;
  },
  kept: store.kept,
});
