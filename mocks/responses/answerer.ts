import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contract } from '../../generated/contract.ts';
import type { Answer, RuledUpload } from '../gate/exchange.ts';
import { echo, type NamedAnswer, specify } from './answer-to-ruling.ts';
import { answerTo, serialise } from './answers.ts';
import { inManner, ownAnswer, preferenceOf } from './next-answers.ts';
import type { NextAnswer } from './next-fault.ts';
import { findDocumented, noPreferences, type Preferences, readPreferences } from './prefer.ts';
import { type RenderedAnswer, type Renderer, startPrism } from './prism.ts';

/** What answers are made with. */
export interface AnswerSources {
  /** Makes the identifier of a stored file. */
  nextId: () => string;
  /** Makes up an answer of this status from its schema. */
  makeUp: (status: number) => Promise<RenderedAnswer>;
  /** Whether every answer is made up, as far as nothing determines it. */
  dynamic: boolean;
  /** Takes the answer that is forced on the next upload, when there is one. */
  takeNext: () => NextAnswer | undefined;
}

type Answerer = (upload: RuledUpload) => Answer | Promise<Answer>;

/** Builds what answers rulings: with the answer that the spec documents, or the one that the request prefers. */
export function createAnswerer(sources: AnswerSources): Answerer {
  return (upload) => {
    const next = sources.takeNext();
    if (next !== undefined) return answerForced(next, upload, sources);
    const { prefer } = upload.request.headers;
    if (prefer === undefined) return answer(upload, noPreferences, sources);
    const preferences = readPreferences(prefer.toString());
    return 'status' in preferences ? preferences : answer(upload, preferences, sources);
  };
}

async function answerForced(next: NextAnswer, upload: RuledUpload, sources: AnswerSources): Promise<Answer> {
  const preferences = { ...preferenceOf(next), applied: [] };
  return inManner(ownAnswer(next) ?? (await answer(upload, preferences, sources)), next);
}

function answer(upload: RuledUpload, preferences: Preferences, sources: AnswerSources) {
  const { code, example } = preferences;
  const forced = code !== undefined || example !== undefined;
  const documented = forced ? findDocumented(preferences) : answerToUpload(upload);
  if (!('example' in documented)) return documented;

  const dynamic = example === undefined && (preferences.dynamic ?? sources.dynamic);
  if (!dynamic) return finish(documented, upload, preferences, sources);
  return sources
    .makeUp(documented.status)
    .then((made) => finish(determined(made, documented), upload, preferences, sources));
}

function answerToUpload({ head, body, ruling }: RuledUpload): NamedAnswer {
  const documented = answerTo(ruling.outcome);
  return ruling.outcome === 'accepted' ? documented : specify(documented, head, body, ruling);
}

function finish(
  rendered: RenderedAnswer,
  upload: RuledUpload,
  { example, applied, wait }: Preferences,
  sources: AnswerSources,
): Answer {
  const answer = serialise(fill(rendered, upload, example, sources));
  if (applied.length === 0) return answer;
  return {
    ...answer,
    headers: { ...answer.headers, 'Preference-Applied': applied.join(', ') },
    ...(wait !== undefined && { delay: wait }),
  };
}

/** A problem says what the contract says of it: only what that leaves open is made up. */
function determined(made: RenderedAnswer, documented: RenderedAnswer): RenderedAnswer {
  if (documented.status === contract.success.status) return made;
  return { ...made, body: { ...(made.body as object), ...(documented.body as object) } };
}

/** An example that is asked for by name is shown as it stands in the spec. */
function fill(
  rendered: RenderedAnswer,
  upload: RuledUpload,
  example: string | undefined,
  sources: AnswerSources,
) {
  const accepted = rendered.status === contract.success.status;
  if (!accepted || example !== undefined || upload.body === undefined) return rendered;
  return echo(rendered, upload.body, upload.ruling, sources.nextId());
}

/**
 * Makes answers up with Prism.
 *
 * @param seed the same seed gives the same answers in the same order.
 */
export function prismAnswers(seed: string | undefined): AnswerSources['makeUp'] {
  let count = 0;
  return async (status) => {
    count += 1;
    const request = { status, dynamic: true, ...(seed !== undefined && { seed: `${seed}:${count}` }) };
    return (await loadPrism())(request);
  };
}

let prism: Promise<Renderer> | undefined;

/** Loads Prism once for all mocks of the process; that blocks for more than a second. */
export function loadPrism(): Promise<Renderer> {
  prism ??= readFile(openapiPath, 'utf8').then((text) =>
    startPrism(JSON.parse(text), [contract.success.mediaType, contract.problem.mediaType]),
  );
  return prism;
}

const openapiPath = join(import.meta.dirname, '..', '..', 'generated', 'openapi.json');
