import { type RenderedAnswer, startPrism } from '../../mocks/responses/prism.ts';
import type { Operation, SpecDocument } from './document.ts';
import type { ContractFacts } from './facts.ts';

/** An answer of the mock, by the name of the example in the spec; null when the status has no example. */
export type NamedAnswer = { example: string | null } & RenderedAnswer;

/**
 * Renders `generated/answers.json`: every documented status and named example, as Prism renders it from the spec. What
 * it renders doesn't change while the spec doesn't, and the mock starts three times as fast without it.
 */
export async function renderAnswers(document: SpecDocument, facts: ContractFacts): Promise<string> {
  const render = await startPrism(document, [facts.success.mediaType, facts.problem.mediaType]);
  const answers: NamedAnswer[] = [];
  for (const [status, example] of documentedExamples(document, facts)) {
    const answer = await render({ status, ...(example === null ? {} : { example }) });
    answers.push({ example, ...answer });
  }
  return `${JSON.stringify(answers, null, 2)}\n`;
}

function documentedExamples(document: SpecDocument, facts: ContractFacts): [number, string | null][] {
  const operation = document.paths[facts.path]?.[facts.method.toLowerCase()] as Operation;
  return Object.entries(operation.responses).flatMap(([status, response]) => {
    const examples = Object.values(response.content ?? {}).flatMap((content) =>
      Object.keys(content.examples ?? {}),
    );
    return (examples.length === 0 ? [null] : examples).map((example): [number, string | null] => [
      Number(status),
      example,
    ]);
  });
}
