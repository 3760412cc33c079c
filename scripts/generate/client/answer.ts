import { UploadError, type UploadErrorName } from './errors.ts';
import { messages } from './failure.ts';

/** What the spec says of answers, for the parts that work with any spec. */
export interface AnswerFacts {
  statuses: readonly number[];
  /** The member of a success that holds the type, and the values that it can have. */
  typeMember: string;
  recognisedTypes: readonly string[];
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
export type UntypedResult = { ok: boolean; status: number; response: Response } & (
  | { data: object }
  | { problem: object }
);

/**
 * Reads an answer by its status.
 *
 * @throws UploadError `UnexpectedStatusError` or `NonJsonAnswerError`, with the response.
 */
export function readAnswer({ data, error, response }: Answer, facts: AnswerFacts): UntypedResult {
  const { ok, status, headers } = response;
  const refuse = (name: UploadErrorName, message: string) =>
    new UploadError(name, message, { response, mayBeStored: status < 400 });

  if (!facts.statuses.includes(status)) {
    // A redirect that a browser does not follow has the status 0.
    if (!ok && status < 400) throw refuse('RedirectError', messages.RedirectError);
    throw refuse(
      'UnexpectedStatusError',
      `The server answered ${status}, which the contract does not document.`,
    );
  }
  // A refusal without a body says with its status what it has to say (RFC 9457, section 4.2.1: about:blank).
  const body = ok ? parse(data) : error || { status };
  if (!isObject(body)) {
    const type = headers.get('Content-Type');
    throw refuse('NonJsonAnswerError', `The server answered ${status} with no JSON object, but ${type}.`);
  }
  return ok
    ? { ok, status, data: withKnownType(body, facts), response }
    : { ok, status, problem: body, response };
}

/** A type that is none of the recognised ones is left out, so that the result is what its type says. */
function withKnownType(body: Record<string, unknown>, { typeMember, recognisedTypes }: AnswerFacts) {
  const { [typeMember]: type, ...rest } = body;
  return recognisedTypes.includes(type as string) ? body : rest;
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
