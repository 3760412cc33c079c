import { type RenderedAnswer, startPrism } from '../../mocks/responses/prism.ts';
import type { Contract } from '../../spec/contract.ts';

/** An answer of the mock, by the name of the example in the spec; null when the status has no example. */
export type NamedAnswer = { example: string | null } & RenderedAnswer;

/**
 * Renders `generated/answers.json`: every documented status and named example, as Prism renders it from the spec. What
 * it renders doesn't change while the spec doesn't, and the mock starts three times as fast without it.
 */
export async function renderAnswers({ document, success, problem, responses }: Contract): Promise<string> {
  const render = await startPrism(document, [success.mediaType, problem.mediaType]);
  const answers: NamedAnswer[] = [];
  for (const { status, example } of responses) {
    const answer = await render({ status, ...(example === null ? {} : { example }) });
    answers.push({ example, ...answer });
  }
  return `${JSON.stringify(answers, null, 2)}\n`;
}
