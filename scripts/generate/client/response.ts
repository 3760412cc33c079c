import { UploadError, type UploadErrorName } from './errors.ts';
import type { Sent } from './failure.ts';
import { hide, messages } from './messages.ts';

/** What the spec says of responses, for the parts that work with any spec. */
export interface ResponseFacts {
  statuses: readonly number[];
  /** The member of a success that holds the type, empty where it shows none, and the values that it can have. */
  typeMember: string;
  recognisedTypes: readonly string[];
}

/** A response as openapi-fetch hands it over. */
export interface Fetched {
  /** The text of a success. */
  data?: unknown;
  /** What a refusal's body was parsed into, or its text. */
  error?: unknown;
  /** Its body not yet read. */
  response: Response;
}

/** A response that the spec documents, read. */
export type UntypedResult = { ok: boolean; status: number; response: Response } & (
  | { data: object }
  | { problem: object }
);

/**
 * Reads a response by its status.
 *
 * @param sent holds the token, which the response may repeat.
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
    // A refusal without a body says with its status what it has to say (RFC 9457, section 4.2.1: about:blank).
    body = ok ? JSON.parse(String(data)) : error || { status };
  } catch {
    // It stays undefined, which is no object.
  }
  if (!isObject(body)) {
    // Its media type is not repeated: it comes from the server, and may hold the token.
    throw refuse('NonJsonResponseError', `Status ${status} came without a JSON object.`);
  }
  return ok
    ? { ok, status, data: withKnownType(body, facts), response }
    : { ok, status, problem: body, response };
}

/** A server, or a proxy in front of it, can fail after the file was stored. */
export const mayBeStoredAfter = (status: number) => status < 400 || status >= 500;

/** A type that is none of the recognised ones is left out, so that the result is what its type says. */
function withKnownType(body: Record<string, unknown>, { typeMember, recognisedTypes }: ResponseFacts) {
  const { [typeMember]: type, ...rest } = body;
  return recognisedTypes.includes(type as string) ? body : rest;
}

/** A response that was read. A status without a body insists on having none (Fetch, "null body status"). */
export const responseOf = (content: ArrayBuffer | null, head: ResponseInit) =>
  new Response(content?.byteLength ? content : null, head);

const isObject = (value: unknown): value is Record<string, unknown> =>
  value === Object(value) && !Array.isArray(value);
