// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { UploadErrorName } from './errors.ts';
import type { Fetch, UploadConnection, UploadControls } from './options.ts';
import type { FileReader, Piece, UploadFile } from './source.ts';

/** A text field; one whose value is undefined is left out. */
export type TextField = readonly [name: string, value: string | undefined];

/** The content of the body: text fields, then the file. */
export interface Form {
  fields: readonly TextField[];
  fileField: string;
  file: UploadFile;
}

/** A form, and the caller's options for sending it. */
export interface Sending extends Form {
  connection: Pick<UploadConnection, 'fetch'>;
  controls: Pick<UploadControls, 'onProgress'>;
}

/** Follows a body as it is sent. */
export interface Watch {
  /** The bytes of the file passed on so far, and the total if it became known. */
  loaded(bytes: number, total?: number): void;
  /** Everything was passed on: from now on the server may have stored the file. */
  complete(): void;
}

/** A prepared body, and the function that sends it. */
export interface Outgoing {
  /** Undefined when `fetch` provides the body itself. */
  body: BodyInit | undefined;
  fetch: Fetch;
}

/** The differences between Node and browsers. `#platform` in package.json chooses. */
export interface Platform {
  /**
   * How to handle redirects. They are not followed: they would send the token elsewhere, and most of them drop the file.
   * XMLHttpRequest always follows them, so there they are only detected.
   */
  redirect: 'error' | 'manual';
  /** Makes the body, and sets the headers that it needs. */
  prepare(sending: Sending, headers: Headers, reader: FileReader, watch: Watch): Promise<Outgoing>;
  /** The name that a source has. */
  nameOf(source: object): string | undefined;
  /** Makes a stream of the platform's own iterable; others stay as they are. */
  guardStream(source: AsyncIterable<Piece>): AsyncIterable<Piece>;
  /** @param chain the error of `fetch`, and its causes. */
  explainConnectionFault(chain: readonly Error[]): readonly [name: ConnectionFault, message: string];
  /**
   * Opens a file on disk as a `File`, which is streamed when it is sent (Node only).
   *
   * @param type the media type of its part. Default: `application/octet-stream`.
   * @throws Error when the path does not exist, or is not a file.
   */
  fileFromPath(path: string, type?: string): Promise<File>;
}

/** The faults of a connection. */
export type ConnectionFault = Extract<
  UploadErrorName,
  'ConnectionFailedError' | 'ConnectionResetError' | 'TimeoutError' | 'RedirectError' | 'NetworkError'
>;
