import { contract } from '../../generated/contract.ts';
import type { BodyFacts, HeadFacts, Outcome, PartFacts, Ruling } from '../../spec/rules.ts';
import type { RenderedAnswer } from './prism.ts';
import { shown } from './shown.ts';

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

/** Makes a refusal's detail say what it was in this request, where that is known better than the spec can say it. */
export function specify(
  refusal: NamedAnswer,
  head: HeadFacts,
  body: BodyFacts | undefined,
  ruling: Ruling,
): NamedAnswer {
  const detail = body && detailOf(ruling.outcome, head, body);
  if (detail === undefined) return refusal;
  return { ...refusal, body: { ...(refusal.body as object), detail } };
}

function detailOf(outcome: Outcome, head: HeadFacts, { parts, fault }: BodyFacts): string | undefined {
  if (outcome === 'missingFile') {
    const file = parts.find((part) => part.kind === 'file');
    return file && detailOfMisplaced(file, head);
  }
  return outcome === 'malformed' && fault !== undefined ? faults[fault] : undefined;
}

function detailOfMisplaced({ name }: PartFacts, { authorization }: HeadFacts): string {
  const belongs = `It belongs in the field "${contract.fields.content}".`;
  if (name === '') return `The file is in a field without a name. ${belongs}`;
  // What a client sends by mistake as a name may be its token (R19).
  const secret = authorization !== undefined && name.includes(authorization);
  return `The file is in ${secret ? 'another field' : `the field "${shown(name)}"`}. ${belongs}`;
}

const faults: Record<NonNullable<BodyFacts['fault']>, string> = {
  noBoundary: 'The Content-Type has no boundary of 1 to 70 characters. Let the HTTP library set the header.',
  lineFeeds:
    'The lines of the body end in LF alone. Delimiters and part headers end in CR LF (RFC 2046, section 5.1.1).',
};
