// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

/** Why an upload has no result. Switch on `error.name`: the compiler knows all of them. */
export type UploadErrorName =
  | 'TokenError'
  | 'InvalidRequestError'
  | 'FileReadError'
  | 'AbortError'
  | 'TimeoutError'
  | 'ConnectionFailedError'
  | 'ConnectionResetError'
  | 'NetworkError'
  | 'RedirectError'
  | 'NonJsonResponseError'
  | 'UnexpectedStatusError';

interface UploadErrorDetails {
  /** Errors after which the whole upload may have been sent. */
  mayBeStored?: boolean;
  response?: Response;
  cause?: unknown;
}

/** There is no result: no usable response, or nothing was sent. The error never contains the token. */
export class UploadError extends Error {
  declare readonly name: UploadErrorName;
  /**
   * Whether the server may have stored the file all the same, after this attempt or an earlier one. When false, sending
   * it again is safe.
   */
  declare readonly mayBeStored: boolean;
  /** The response's status; undefined when there was no response. */
  declare readonly status: number | undefined;
  /** Private, so that no log shows it: a server may repeat the token in its response. */
  readonly #response: Response | undefined;

  constructor(
    name: UploadErrorName,
    message: string,
    { mayBeStored = false, response, cause }: UploadErrorDetails = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.name = name;
    this.mayBeStored = mayBeStored;
    this.status = response?.status;
    this.#response = response;
  }

  /** The unread response; undefined when there was none. */
  get response(): Response | undefined {
    return this.#response;
  }
}
