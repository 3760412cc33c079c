import { isRecord } from '../../spec/place.ts';
import type { MockResponse, Upload } from '../gate/handled-request.ts';
import type { ForcedResponse } from './asked/forced-response.ts';
import { asForced, ownResponse, preferenceOf } from './asked/next-responses.ts';
import { findDocumented, noPreferences, type Preferences, readPreferences } from './asked/prefer.ts';
import { MissingPrismError } from './missing-prism.ts';
import type { MakeProblem } from './problem.ts';
import { contentOf, type RenderedResponse } from './rendered.ts';
import type { RulingResponses } from './to-ruling.ts';

/** The parts that make responses. */
export interface ResponseSources {
  responses: RulingResponses;
  /** Makes the identifier of a stored file. */
  nextId: () => string;
  /** Generates a response of this status from its schema. */
  makeUp: (status: number) => Promise<RenderedResponse>;
  /** Whether to generate every response, except for values that are determined. */
  dynamic: boolean;
  /** Takes the forced response for an upload, if there is one. */
  take: (upload: Upload) => ForcedResponse | undefined;
  problem: MakeProblem;
}

type Responder = (upload: Upload) => MockResponse | Promise<MockResponse>;

/**
 * Builds the function that responds to rulings: with the response that the spec documents, or the one that the request
 * prefers.
 */
export function createResponder(sources: ResponseSources): Responder {
  return (upload) => {
    const forced = upload.forced ?? sources.take(upload);
    if (forced !== undefined) return respondAsForced(forced, upload, sources);
    const { prefer } = upload.request.headers;
    if (prefer === undefined) return respond(upload, noPreferences, sources);
    const preferences = readPreferences(prefer.toString(), sources.problem);
    return 'status' in preferences ? preferences : respond(upload, preferences, sources);
  };
}

async function respondAsForced(
  forced: ForcedResponse,
  upload: Upload,
  sources: ResponseSources,
): Promise<MockResponse> {
  const { responses, problem } = sources;
  const own = ownResponse(forced, responses.documented, problem);
  const response = own ?? (await respond(upload, { ...preferenceOf(forced), applied: [] }, sources));
  return asForced(response, forced, upload.bytes);
}

function respond(upload: Upload, preferences: Preferences, sources: ResponseSources) {
  const { code, example } = preferences;
  const { responses, problem } = sources;
  const { head, body, ruling } = upload;
  const forced = code !== undefined || example !== undefined;
  const documented = forced
    ? findDocumented(responses.documented, preferences, problem)
    : responses.to(head, body, ruling);
  if (!('example' in documented)) return documented;

  const dynamic = example === undefined && (preferences.dynamic ?? sources.dynamic);
  if (!dynamic) return finish(documented, upload, preferences, sources);
  return sources
    .makeUp(documented.status)
    .then((made) => finish(determined(made, documented, responses), upload, preferences, sources))
    .catch((error: Error) => {
      if (error instanceof MissingPrismError) return problem(501, 'prism-missing', error.message);
      throw error;
    });
}

function finish(
  rendered: RenderedResponse,
  upload: Upload,
  { example, applied, wait }: Preferences,
  sources: ResponseSources,
): MockResponse {
  const filled = fill(rendered, upload, example, sources);
  const { status, headers } = filled;
  const response = { status, headers, body: contentOf(filled) };
  if (applied.length === 0) return response;
  return {
    ...response,
    headers: { ...headers, 'Preference-Applied': applied.join(', ') },
    ...(wait !== undefined && { delay: wait }),
  };
}

/** A problem keeps the contract's text; only the rest is generated. */
function determined(
  made: RenderedResponse,
  documented: RenderedResponse,
  { isSuccess }: RulingResponses,
): RenderedResponse {
  if (isSuccess(documented) || !isRecord(made.body) || !isRecord(documented.body)) return made;
  return { ...made, body: { ...made.body, ...documented.body } };
}

/** An example requested by name is sent as it is in the spec. */
function fill(
  rendered: RenderedResponse,
  upload: Upload,
  example: string | undefined,
  { responses, nextId }: ResponseSources,
): RenderedResponse {
  if (!responses.isSuccess(rendered) || example !== undefined || upload.body === undefined) return rendered;
  return responses.fill(rendered, upload.body, upload.ruling, nextId());
}
