// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { UploadError } from './errors.ts';

/**
 * What can be uploaded: one `File` or `Blob`, bytes, a web stream, or a Node `Readable` (any async iterable of bytes).
 * Bytes are not copied, so leave them alone until the upload has ended. A stream is read once.
 */
export type UploadSource = Blob | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A source made uniform. */
export interface OpenedFile {
  name: string;
  type: string;
  /** In bytes; undefined for a stream. */
  size: number | undefined;
  /** For what is in memory or on disk already; undefined for a stream. */
  blobPart: Blob | Uint8Array<ArrayBuffer> | undefined;
  /** A stream from which something was read cannot be sent again. */
  canBeRead(): boolean;
  chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>>;
  /** Lets go of a stream that was begun. */
  cancel(): void;
}

/** Opens a source without reading from it. @throws TypeError when it is none, or when the name is empty. */
export function openFile(source: UploadSource, fileName: string | undefined): OpenedFile {
  if (fileName === '') throw new TypeError('fileName is empty. Leave it out, or give the file a name.');
  const open = opener(source);
  if (open === undefined) {
    throw new TypeError(
      'The file has to be one File, Blob, Uint8Array, ReadableStream or Readable; fileFromPath() makes one of a path.',
    );
  }
  return open(fileName ?? (nameOf(source) || 'file'));
}

function opener(source: UploadSource): ((name: string) => OpenedFile) | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  if (source instanceof Uint8Array) return (name) => fromBytes(source as Uint8Array<ArrayBuffer>, name);
  if (isBlob(source)) return (name) => fromBlob(source, name);
  // A reader comes first, because not every browser's streams are async iterable.
  if ('getReader' in source) return (name) => fromStream(() => readerOf(source), name);
  if (Symbol.asyncIterator in source) return (name) => fromStream(() => iteratorOf(source), name);
  return undefined;
}

const defaultType = 'application/octet-stream';
const sliceSize = 65_536;

/** By its members, because test environments bring classes of their own. */
const isBlob = (value: object): value is Blob => 'stream' in value && typeof value.stream === 'function';

/** A File's own name, or the last segment of the path of a stream that Node reads from disk. */
function nameOf(source: object): string {
  const { name, path } = source as { name?: unknown; path?: unknown };
  if (typeof name === 'string') return name;
  return typeof path === 'string' ? path.replace(/^.*[\\/]/, '') : '';
}

function fromBytes(bytes: Uint8Array<ArrayBuffer>, name: string): OpenedFile {
  async function* chunks() {
    for (let from = 0; from < bytes.length; from += sliceSize) yield bytes.subarray(from, from + sliceSize);
  }
  const size = bytes.length;
  return { name, type: defaultType, size, blobPart: bytes, canBeRead: () => true, chunks, cancel: () => {} };
}

function fromBlob(blob: Blob, name: string): OpenedFile {
  const { size, type } = blob;
  const chunks = () => readAll(() => readerOf(blob.stream()));
  return {
    name,
    type: type || defaultType,
    size,
    blobPart: blob,
    canBeRead: () => true,
    chunks,
    cancel: () => {},
  };
}

function fromStream(open: () => ChunkReader, name: string): OpenedFile {
  let reader: ChunkReader | undefined;
  const openOnce = () => {
    reader = open();
    return reader;
  };
  return {
    name,
    type: defaultType,
    size: undefined,
    blobPart: undefined,
    canBeRead: () => reader === undefined,
    chunks: () => readAll(openOnce),
    cancel: () => reader?.cancel(),
  };
}

interface ChunkReader {
  next(): Promise<{ done?: boolean | undefined; value?: unknown }>;
  cancel(): void;
}

function readerOf(stream: ReadableStream<Uint8Array>): ChunkReader {
  const reader = stream.getReader();
  return { next: () => reader.read(), cancel: () => void reader.cancel().catch(() => {}) };
}

function iteratorOf(source: AsyncIterable<Uint8Array>): ChunkReader {
  const iterator = source[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    cancel() {
      // A Readable that waits for data lets go only when it is destroyed.
      if ('destroy' in source && typeof source.destroy === 'function') source.destroy();
      else iterator.return?.().catch(() => {});
    },
  };
}

async function* readAll(open: () => ChunkReader): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  try {
    const reader = open();
    while (true) {
      const { done, value } = await reader.next();
      if (done) return;
      const bytes = typeof value === 'string' ? encoder.encode(value) : value;
      if (!(bytes instanceof Uint8Array)) throw new TypeError('The stream does not yield bytes.');
      yield bytes as Uint8Array<ArrayBuffer>;
    }
  } catch (cause) {
    throw new UploadError('FileReadError', 'The file could not be read to its end.', { cause });
  }
}
