// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { RetryOptions } from './retry.ts';
import type { TokenSource } from './token.ts';

/** Sends a request; `globalThis.fetch` is one. */
export type Fetch = (request: Request) => Promise<Response>;

/** How uploads reach the server. */
export interface UploadConnection {
  /** The raw token, sent as it is, or a function that obtains one, called for each attempt. */
  token: TokenSource;
  /** Replaces `globalThis.fetch`. */
  fetch?: Fetch | undefined;
  /** Headers for every upload. */
  headers?: HeadersInit | undefined;
  /** How many retries to make when that is safe, or when to make them. Default: 2. */
  retry?: number | RetryOptions | undefined;
  /** Milliseconds for a whole upload, including its retries. Default: 0, for no limit. */
  timeout?: number | undefined;
}

/** Options of a single upload, in addition to the spec's fields. */
export interface UploadControls {
  /** The file's name. Default: that of the `File`, or `file`. */
  fileName?: string | undefined;
  /** Aborts the upload. */
  signal?: AbortSignal | undefined;
  /**
   * Called with 0 first, then during the upload, and again from 0 for a retry. In a page this uses XMLHttpRequest, which
   * follows redirects before the client can tell: the upload fails, but was sent on.
   */
  onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** The progress of an upload, in bytes of the file. `total` is undefined for a stream of unknown length. */
export interface UploadProgress {
  loaded: number;
  total: number | undefined;
}

/** Allows undefined for optional members, for callers that compile with `exactOptionalPropertyTypes`. */
export type WithUndefined<Members> = {
  [Name in keyof Members]: undefined extends Members[Name] ? Members[Name] | undefined : Members[Name];
};
