import { guardStream, nameOf } from '#platform';
import { UploadError } from './errors.ts';

/**
 * What can be uploaded: a `File` or `Blob`, bytes, a web stream, or a Node `Readable` (any async iterable of bytes). A
 * stream is read once, from its start: one that was read before is rejected.
 */
export type UploadSource = Blob | Uint8Array | ReadableStream<Piece> | AsyncIterable<Piece>;

/** What streams yield. Those of Node's file handles yield an `ArrayBuffer`. */
export type Piece = Uint8Array | ArrayBuffer;

/** A source in a uniform shape. */
export interface UploadFile {
  name: string;
  type: string;
  content: Blob | ReadableStream<Piece>;
}

/** Reads a file in pieces; the first read opens it. */
export interface FileReader {
  /** @throws UploadError `FileReadError`. */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  isOpen(): boolean;
  /** Releases the file; nothing more is read. */
  close(): void;
}

/** @throws TypeError when the source cannot be sent, or the name is empty. */
export function toFile(source: UploadSource, fileName: string | undefined): UploadFile {
  if (fileName === '') throw new TypeError('fileName is empty. Leave it out.');
  const content = contentOf(source);
  if (content === undefined) {
    throw new TypeError('The file must be one File, Blob, Uint8Array, ReadableStream or Readable.');
  }
  // Of all sources only a Blob has one.
  const { type } = content as Partial<Blob>;
  return { name: fileName ?? (nameOf(source) || 'file'), type: type || 'application/octet-stream', content };
}

/** Checks members, because test environments have their own classes. Of all sources only a Blob has both. */
export const isBlob = (content: object): content is Blob => 'slice' in content && 'size' in content;

/** jsdom's Blob has no stream, and in version 27 not even a buffer. It keeps its bytes in memory anyway. */
const streamOf = (blob: Partial<Blob>): ReadableStream<Piece> => blob.stream?.() ?? toStream(bytesOf(blob));

async function* bytesOf(blob: Partial<Blob>): AsyncGenerator<Piece> {
  const read = new Promise((resolve, reject) => {
    if (blob.arrayBuffer) return resolve(blob.arrayBuffer());
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsArrayBuffer(blob as Blob);
  });
  // A copy, because the buffer may belong to another realm.
  yield new Uint8Array((await read) as ArrayBuffer);
}

function contentOf(source: UploadSource): Blob | ReadableStream<Piece> | undefined {
  if (source !== Object(source)) return undefined;
  if (source instanceof Uint8Array) return new Blob([source as Uint8Array<ArrayBuffer>]);
  if (isBlob(source) || 'getReader' in source) return source;
  return Symbol.asyncIterator in source ? toStream(guardStream(source)) : undefined;
}

/** Unlike `ReadableStream.from`, releases a source that is waiting, and reads nothing ahead. */
function toStream(source: AsyncIterable<Piece>): ReadableStream<Piece> {
  let iterator: AsyncIterator<Piece> | undefined;
  const open = () => {
    iterator ??= readOnce(source[Symbol.asyncIterator]());
    return iterator;
  };
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await open().next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await open().return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

const opened = new WeakSet<object>();

/**
 * Reserves a source that can be read only once for one upload: to the next it would look like an empty file.
 *
 * @throws TypeError when it was used before.
 */
export function readOnce<Source extends object>(source: Source): Source {
  if (opened.has(source)) throw new TypeError('The stream was read before.');
  opened.add(source);
  return source;
}

/** A reader of its own for each attempt, so that a lingering one takes nothing from the next. */
export function readFile({ content }: Pick<UploadFile, 'content'>): FileReader {
  let reader: ReadableStreamDefaultReader<unknown> | undefined;
  let isClosed = false;
  return {
    async read() {
      try {
        if (isClosed) throw new TypeError('Closed.');
        reader ??= (isBlob(content) ? streamOf(content) : content).getReader();
        const { done, value } = await reader.read();
        if (done) return undefined;
        const piece = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
        if (!(piece instanceof Uint8Array)) throw new TypeError('The stream does not yield bytes.');
        return piece as Uint8Array<ArrayBuffer>;
      } catch (cause) {
        throw new UploadError('FileReadError', 'The file could not be read.', { cause });
      }
    },
    isOpen: () => reader !== undefined,
    close() {
      isClosed = true;
      reader?.cancel().catch(() => {});
    },
  };
}

/** Whether it can be read from its start: a stream only when no attempt has opened it. */
export const isWhole = ({ content }: UploadFile) => isBlob(content) || !content.locked;

/** Releases a stream that no attempt has opened. */
export function discard({ content }: UploadFile): void {
  if (!isBlob(content) && !content.locked) content.cancel().catch(() => {});
}
