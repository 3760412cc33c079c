// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { UploadErrorName } from './errors.ts';
import type { Fetch, UploadConnection, UploadControls } from './options.ts';
import type { FileReader, Piece, UploadFile } from './source.ts';

/** A text field; one whose value is undefined is left out. */
export type TextField = readonly [name: string, value: string | undefined];

/** What goes into the body: text fields, and then the one file. */
export interface Form {
  fields: readonly TextField[];
  fileField: string;
  file: UploadFile;
}

/** A form, and what the caller says of how it is sent. */
export interface Sending extends Form {
  connection: Pick<UploadConnection, 'fetch'>;
  controls: Pick<UploadControls, 'onProgress'>;
}

/** Follows a body on its way out. */
export interface Watch {
  /** This many bytes of the file were handed on so far; of how many, where that was found out on the way. */
  loaded(bytes: number, total?: number): void;
  /** All was handed on: from now on the server may have stored the file. */
  complete(): void;
}

/** A body made ready, and what sends it. */
export interface Outgoing {
  /** Undefined where `fetch` brings the body itself. */
  body: BodyInit | undefined;
  fetch: Fetch;
}

/** What differs between Node and browsers. `#platform` in package.json chooses. */
export interface Platform {
  /**
   * Redirects are not followed: they would take the token elsewhere, and most of them drop the file. XMLHttpRequest
   * cannot be kept from it; there they are only told.
   */
  redirect: 'error' | 'manual';
  /** Makes the body, and sets the headers that it needs. */
  prepare(sending: Sending, headers: Headers, reader: FileReader, watch: Watch): Promise<Outgoing>;
  /** The name that a source brings along. */
  nameOf(source: object): string | undefined;
  /** Makes a stream of the platform's own fit to be iterated; others stay as they are. */
  guardStream(source: AsyncIterable<Piece>): AsyncIterable<Piece>;
  /** @param chain what `fetch` threw, and its causes. */
  explainConnectionFault(chain: readonly Error[]): readonly [name: ConnectionFault, message: string];
  /**
   * Opens a file on disk as a `File`, which is read in pieces when it is sent (Node only).
   *
   * @param type the media type of its part; `application/octet-stream` when left out.
   * @throws Error when there is no such file, or when it is none.
   */
  fileFromPath(path: string, type?: string): Promise<File>;
}

/** What can go wrong with a connection. */
export type ConnectionFault = Extract<
  UploadErrorName,
  'ConnectionFailedError' | 'ConnectionResetError' | 'TimeoutError' | 'RedirectError' | 'NetworkError'
>;
