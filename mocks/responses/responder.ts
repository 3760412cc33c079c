import { isRecord } from '../../spec/place.ts';
import type { MockResponse, RuledUpload } from '../gate/handled-request.ts';
import type { NextResponse } from './next-fault.ts';
import { inManner, ownResponse, preferenceOf } from './next-responses.ts';
import { findDocumented, noPreferences, type Preferences, readPreferences } from './prefer.ts';
import { MissingPrismError } from './prism.ts';
import type { MakeProblem } from './problem.ts';
import { contentOf, type RenderedResponse } from './rendered.ts';
import type { RulingResponses } from './to-ruling.ts';

/** What responses are made with. */
export interface ResponseSources {
  responses: RulingResponses;
  /** Makes the identifier of a stored file. */
  nextId: () => string;
  /** Makes up a response of this status from its schema. */
  makeUp: (status: number) => Promise<RenderedResponse>;
  /** Whether every response is made up, as far as nothing determines it. */
  dynamic: boolean;
  /** Takes the response that is forced on the next upload, when there is one. */
  takeNext: () => NextResponse | undefined;
  problem: MakeProblem;
}

type Responder = (upload: RuledUpload) => MockResponse | Promise<MockResponse>;

/** Builds what responds to rulings: with the response that the spec documents, or the one that the request prefers. */
export function createResponder(sources: ResponseSources): Responder {
  return (upload) => {
    const next = sources.takeNext();
    if (next !== undefined) return respondAsForced(next, upload, sources);
    const { prefer } = upload.request.headers;
    if (prefer === undefined) return respond(upload, noPreferences, sources);
    const preferences = readPreferences(prefer.toString(), sources.problem);
    return 'status' in preferences ? preferences : respond(upload, preferences, sources);
  };
}

async function respondAsForced(
  next: NextResponse,
  upload: RuledUpload,
  sources: ResponseSources,
): Promise<MockResponse> {
  const { responses, problem } = sources;
  const own = ownResponse(next, responses.documented, problem);
  return inManner(own ?? (await respond(upload, { ...preferenceOf(next), applied: [] }, sources)), next);
}

function respond(upload: RuledUpload, preferences: Preferences, sources: ResponseSources) {
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
  upload: RuledUpload,
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

/** A problem says what the contract says of it: only what that leaves open is made up. */
function determined(
  made: RenderedResponse,
  documented: RenderedResponse,
  { isSuccess }: RulingResponses,
): RenderedResponse {
  if (isSuccess(documented) || !isRecord(made.body) || !isRecord(documented.body)) return made;
  return { ...made, body: { ...made.body, ...documented.body } };
}

/** An example that is asked for by name is shown as it stands in the spec. */
function fill(
  rendered: RenderedResponse,
  upload: RuledUpload,
  example: string | undefined,
  { responses, nextId }: ResponseSources,
): RenderedResponse {
  if (!responses.isSuccess(rendered) || example !== undefined || upload.body === undefined) return rendered;
  return responses.fill(rendered, upload.body, upload.ruling, nextId());
}
