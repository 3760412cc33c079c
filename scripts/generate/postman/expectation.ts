import { createHash } from 'node:crypto';
import type { Contract } from '../../../spec/contract.ts';
import { baselineId } from '../../../tests/contract/cases/accepted.ts';
import type { Check } from '../../../tests/contract/judge/checks.ts';
import type { JudgedContract, SentUpload } from '../../../tests/contract/judge/facts.ts';
import { uploadOf } from '../../../tests/contract/judge/from-wire.ts';
import { exportedRequest } from '../exports/request.ts';
import { checksOfStep, type NamedStep } from '../exports/words.ts';

/** What the scripts read about one request. Data: the scripts are the same for all. */
export interface PostmanExpectation {
  /** The case, under which later requests find this one. */
  case: string;
  /** The index of the request in its case, from 0. */
  step: number;
  control?: string;
  /** The variable that the request needs to be sent. */
  needs?: string;
  /** What a success has to repeat; a digest stands for the content. */
  sent: SentUpload;
  checks: Check[];
}

export function expectationOf(step: NamedStep, contract: Contract): PostmanExpectation {
  const { contractCase, index, recipe, control } = step;
  const { id, needs } = contractCase;
  const { file, ...others } = uploadOf(exportedRequest(recipe, contract), contract);
  return {
    case: id,
    step: index,
    ...(control === undefined ? {} : { control }),
    ...(needs === undefined ? {} : { needs }),
    sent: {
      ...(file && { file: { ...file, content: digest(file.content) } }),
      ...others,
    },
    checks: checksOfStep(step, contract),
  };
}

const digest = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 16);

/** The facts of the contract that the scripts need. */
export interface ContractFacts extends JudgedContract, Pick<Contract, 'credential'> {
  baseline: string;
  /** What the tester has to fill in. */
  variables: string[];
}

export const contractFacts = ({
  recognisedDocumentTypes,
  success,
  problem,
  credential,
  fields,
}: Contract): ContractFacts => ({
  baseline: baselineId,
  variables: [
    'baseUrl',
    'clientId',
    ...(fields.account === undefined ? [] : ['accountId']),
    ...(credential === undefined ? [] : ['token']),
  ],
  recognisedDocumentTypes,
  success,
  problem,
  ...(credential && { credential }),
});
