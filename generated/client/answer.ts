// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { UploadError } from './errors.ts';

/** What the spec says of answers, for the parts that work with any spec. */
export interface AnswerFacts {
  statuses: readonly number[];
  /** The member of a success that holds the type, and the values that it can have. */
  type: { member: string; recognised: readonly string[] };
}

/** An answer as openapi-fetch hands it over. */
export interface Answer {
  /** The text of a success. */
  data?: unknown;
  /** What a refusal's body was parsed into, or its text. */
  error?: unknown;
  /** Its body not yet read. */
  response: Response;
}

/** An answer that the spec documents, read. */
export type UntypedResult =
  | { ok: true; status: number; data: Record<string, unknown>; response: Response }
  | { ok: false; status: number; problem: Record<string, unknown>; response: Response };

/**
 * Reads an answer by its status.
 *
 * @throws UploadError `UnexpectedStatusError` or `NonJsonAnswerError`, with the response.
 */
export function readAnswer({ data, error, response }: Answer, facts: AnswerFacts): UntypedResult {
  const { ok, status } = response;
  if (!facts.statuses.includes(status)) throw unexpectedStatus(response);
  if (ok) return { ok, status, data: readData(parse(data), facts, response), response };
  return { ok, status, problem: readProblem(error, response), response };
}

function unexpectedStatus(response: Response): UploadError {
  const { ok, status } = response;
  const isRedirect = response.type === 'opaqueredirect' || (status >= 300 && status < 400);
  const message = isRedirect
    ? 'The server redirects the upload. Redirects are not followed; use the final address as baseUrl.'
    : `The server answered ${status}, which the contract does not document.`;
  return new UploadError('UnexpectedStatusError', message, { response, mayBeStored: ok });
}

/** A value of the type that is none of the recognised ones is left out, so that the result is what its type says. */
function readData(value: unknown, { type }: AnswerFacts, response: Response): Record<string, unknown> {
  if (!isObject(value)) throw nonJson(response);
  const { [type.member]: documentType, ...rest } = value;
  return type.recognised.some((known) => known === documentType) ? value : rest;
}

/** A refusal without a body says with its status what it has to say (RFC 9457, section 4.2.1: about:blank). */
function readProblem(value: unknown, response: Response): Record<string, unknown> {
  if (value === undefined || value === '') return { title: response.statusText, status: response.status };
  if (!isObject(value)) throw nonJson(response);
  return value;
}

function nonJson(response: Response): UploadError {
  const type = response.headers.get('Content-Type') ?? 'no content type';
  const message = `The server answered ${response.status} with something that is no JSON object (${type}).`;
  return new UploadError('NonJsonAnswerError', message, { response, mayBeStored: response.ok });
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
