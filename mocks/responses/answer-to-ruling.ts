import { contract } from '../../generated/contract.ts';
import type { BodyFacts, Outcome, Ruling } from '../../spec/rules.ts';
import type { RenderedAnswer } from './prism.ts';

/** An answer that Prism rendered from the spec, by the name of its example; null when the status has no example. */
export type NamedAnswer = RenderedAnswer & { example: string | null };

/** Finds the documented answer to an outcome. */
export function answerFor(outcome: Outcome, documented: readonly NamedAnswer[]): NamedAnswer {
  const answer =
    documented.find(({ example }) => example === outcome) ??
    documented.find(({ status }) => status === statusOf(outcome));
  if (answer === undefined) throw new Error(`generated/answers.json has no answer to ${outcome}`);
  return answer;
}

const statusOf = (outcome: Outcome): number =>
  outcome === 'accepted' ? contract.success.status : contract.refusals[outcome];

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
