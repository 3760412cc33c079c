import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../spec/rules.ts';
import type { Answer } from '../gate/exchange.ts';
import { answerFor, type NamedAnswer } from './answer-to-ruling.ts';
import type { RenderedAnswer } from './prism.ts';

/** Every documented answer. `npm run generate` has Prism render them, so that the mock starts without it. */
export const documentedAnswers: readonly NamedAnswer[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'generated', 'answers.json'), 'utf8'),
);

/** The documented answer to an outcome. */
export const answerTo = (outcome: Outcome): NamedAnswer => answerFor(outcome, documentedAnswers);

/** Makes an answer ready to be sent. */
export function serialise({ status, headers, body }: RenderedAnswer): Answer {
  return { status, headers, body: body === undefined ? '' : JSON.stringify(body) };
}
