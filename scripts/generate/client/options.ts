import type { RetryOptions } from './retry.ts';
import type { TokenSource } from './token.ts';

/** Sends a request; `globalThis.fetch` is one. */
export type Fetch = (request: Request) => Promise<Response>;

/** How uploads reach the server. */
export interface UploadConnection {
  /** The raw token, sent as it is, or a function that gets one, called for each attempt. */
  token: TokenSource;
  /** Sends the request in place of `globalThis.fetch`. */
  fetch?: Fetch | undefined;
  /** Sent along with every upload. */
  headers?: HeadersInit | undefined;
  /** How many more attempts to make where that is safe, 2 when left out; or when to make them. */
  retry?: number | RetryOptions | undefined;
  /** Milliseconds until a whole upload, its retries included, must be answered. None when left out or 0. */
  timeout?: number | undefined;
}

/** What can be said about a single upload, beside what the spec says. */
export interface UploadControls {
  /** The file's name; that of the `File`, or `file`, when left out. */
  fileName?: string | undefined;
  /** Aborts the upload. */
  signal?: AbortSignal | undefined;
  /**
   * Called with 0 first, then on the way to the end; again from 0 when the upload is tried again. In a page it takes
   * XMLHttpRequest, which follows redirects before the client can tell: the upload fails, but was sent on.
   */
  onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** How far an upload is, in bytes of the file. `total` is undefined for a stream whose length nobody knows. */
export interface UploadProgress {
  loaded: number;
  total: number | undefined;
}

/** Lets optional members be undefined, for callers that compile with `exactOptionalPropertyTypes`. */
export type WithUndefined<Members> = {
  [Name in keyof Members]: undefined extends Members[Name] ? Members[Name] | undefined : Members[Name];
};
