import { UploadError, type UploadErrorName } from './errors.ts';
import type { Sent } from './failure.ts';
import { hide, messages } from './messages.ts';

/** The spec's facts about responses, for the modules that work with any spec. */
export interface ResponseFacts {
  statuses: readonly number[];
  /** The member of a success that holds the type, empty when it shows none, and its possible values. */
  typeMember: string;
  recognisedTypes: readonly string[];
}

/** A response as openapi-fetch returns it. */
export interface Fetched {
  /** The text of a success. */
  data?: unknown;
  /** The parsed body of an error response, or its text. */
  error?: unknown;
  /** The unread response. */
  response: Response;
}

/** A response that the spec documents, after reading. */
export type UntypedResult = { ok: boolean; status: number; response: Response } & (
  | { data: object }
  | { problem: object }
);

/**
 * Reads a response by its status.
 *
 * @param sent contains the token, which the response may repeat.
 * @throws UploadError `UnexpectedStatusError` or `NonJsonResponseError`, with the response.
 */
export function readResponse(
  { data, error, response }: Fetched,
  facts: ResponseFacts,
  { token = '' }: Sent,
): UntypedResult {
  const { ok, status } = response;
  const refuse = (name: UploadErrorName, message: string) =>
    new UploadError(name, message, { response, mayBeStored: mayBeStoredAfter(status) });

  if (!facts.statuses.includes(status)) {
    // A redirect that a browser does not follow has the status 0.
    if (!ok && status < 400) throw refuse('RedirectError', messages.RedirectError);
    const { detail } = Object(error);
    const more = detail ? ` ${hide(String(detail), token)}` : '';
    throw refuse('UnexpectedStatusError', `Status ${status} is not documented.${more}`);
  }
  let body: unknown;
  try {
    // The status of an error response without a body says it all (RFC 9457, section 4.2.1: about:blank).
    body = ok ? JSON.parse(String(data)) : error || { status };
  } catch {
    // Stays undefined, which is not an object.
  }
  if (!isObject(body)) {
    // Does not quote the media type: it comes from the server, and may contain the token.
    throw refuse('NonJsonResponseError', `Status ${status} has no JSON object.`);
  }
  return ok
    ? { ok, status, data: withKnownType(body, facts), response }
    : { ok, status, problem: body, response };
}

/** A server, or a proxy before it, can fail after the file was stored. */
export const mayBeStoredAfter = (status: number) => status < 400 || status >= 500;

/** Drops an unrecognised type, so that the result matches its TypeScript type. */
function withKnownType(body: Record<string, unknown>, { typeMember, recognisedTypes }: ResponseFacts) {
  const { [typeMember]: type, ...rest } = body;
  return recognisedTypes.includes(type as string) ? body : rest;
}

/** A response that was read. Some statuses must have no body (Fetch, "null body status"). */
export const responseOf = (content: ArrayBuffer | null, head: ResponseInit) =>
  new Response(content?.byteLength ? content : null, head);

const isObject = (value: unknown): value is Record<string, unknown> =>
  value === Object(value) && !Array.isArray(value);
