import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '../generated/contract.ts';
import type { BodyFacts, Outcome, Ruling } from '../spec/rules.ts';
import type { Answer } from './exchange.ts';
import type { RenderedAnswer } from './prism.ts';

/** An answer that Prism rendered from the spec, by the name of its example; null when the status has no example. */
export type NamedAnswer = RenderedAnswer & { example: string | null };

/** Every documented answer. `npm run generate` has Prism render them, so that the mock starts without it. */
export const documentedAnswers: readonly NamedAnswer[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'generated', 'answers.json'), 'utf8'),
);

/** The documented answer to an outcome. */
export function answerTo(outcome: Outcome): NamedAnswer {
  const answer =
    documentedAnswers.find(({ example }) => example === outcome) ??
    documentedAnswers.find(({ status }) => status === statusOf(outcome));
  if (answer === undefined) throw new Error(`generated/answers.json has no answer to ${outcome}`);
  return answer;
}

const statusOf = (outcome: Outcome): number =>
  outcome === 'accepted' ? contract.success.status : contract.refusals[outcome];

/** Makes an answer ready to be sent. */
export function serialise({ status, headers, body }: RenderedAnswer): Answer {
  return { status, headers, body: body === undefined ? '' : JSON.stringify(body) };
}

/** Puts into a success what comes from the request: the file's name and size, the account, the type when one is set. */
export function echo(rendered: RenderedAnswer, body: BodyFacts, ruling: Ruling, id: string): RenderedAnswer {
  const { members } = contract.success;
  const file = body.parts.find((part) => part.kind === 'file');
  const account = body.parts.find((part) => part.kind === 'field' && part.name === contract.fields.account);
  const { [members.type]: _, ...stored } = rendered.body as Record<string, unknown>;
  return {
    ...rendered,
    body: {
      ...stored,
      [members.id]: id,
      ...(file?.kind === 'file' && { [members.name]: file.fileName, [members.size]: file.size }),
      ...(account?.kind === 'field' && { [members.account]: account.value }),
      ...(ruling.documentType !== undefined && { [members.type]: ruling.documentType }),
    },
  };
}
