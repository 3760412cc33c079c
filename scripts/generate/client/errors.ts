/** Why an upload has no result. Switch over `error.name`: the compiler knows all of them. */
export type UploadErrorName =
  | 'TokenError'
  | 'FileReadError'
  | 'AbortError'
  | 'TimeoutError'
  | 'ConnectionFailedError'
  | 'ConnectionResetError'
  | 'NetworkError'
  | 'RedirectError'
  | 'NonJsonAnswerError'
  | 'UnexpectedStatusError';

interface UploadErrorDetails {
  /** The whole upload was on its way when this happened. */
  mayBeStored?: boolean;
  response?: Response;
  cause?: unknown;
}

/** There is no result: nothing usable came back, or nothing was sent. It never holds the token. */
export class UploadError extends Error {
  declare readonly name: UploadErrorName;
  /** Whether the server may have stored the file all the same. Where this is false, sending it again is safe. */
  declare readonly mayBeStored: boolean;
  /** The answer's status; undefined when there was no answer. */
  declare readonly status: number | undefined;
  /** The answer, its body not yet read; undefined when there was none. */
  declare readonly response: Response | undefined;

  constructor(name: UploadErrorName, message: string, details: UploadErrorDetails = {}) {
    super(message, details);
    this.name = name;
    this.mayBeStored = details.mayBeStored ?? false;
    this.status = details.response?.status;
    // Not enumerable: a server may repeat the token in its answer, and errors are logged.
    Object.defineProperty(this, 'response', { value: details.response });
  }
}
