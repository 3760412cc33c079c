import { contract } from '../../../generated/contract.ts';
import openapi from '../../../generated/openapi.json' with { type: 'json' };
import { baselineId } from '../../../tests/contract/cases/accepted.ts';
import { errorSigns } from '../../../tests/contract/judge/error-inside.ts';
import { promptness } from '../../../tests/contract/judge/judge-status.ts';
import { openInNames, uploadOf } from '../../../tests/contract/judge/success-body.ts';
import { exportedRequest } from '../exports/request.ts';
import { checksOfStep, type NamedStep, type WordedCheck } from '../exports/words.ts';

/** What the test script reads about one request. Data: the script is the same for all. */
export interface PostmanExpectation {
  /** The case, under which later requests look this one up. */
  case: string;
  control?: string;
  /** The variable without which the request is not sent. */
  needs?: string;
  /** What a success has to repeat. */
  sent: { fileName?: string; size?: number; accountId?: string };
  checks: Omit<WordedCheck, 'step'>[];
}

export function expectationOf(step: NamedStep): PostmanExpectation {
  const { contractCase, recipe, control } = step;
  const { id, needs } = contractCase;
  const { file, accountId } = uploadOf(exportedRequest(recipe));
  return {
    case: id,
    ...(control === undefined ? {} : { control }),
    ...(needs === undefined ? {} : { needs }),
    sent: {
      ...(file === undefined ? {} : { fileName: file.fileName, size: file.bytes.length }),
      ...(accountId === undefined ? {} : { accountId }),
    },
    checks: checksOfStep(step).map(({ step: _, ...check }) => check),
  };
}

/** What the test script has to know of the contract as a whole. */
export const contractForScripts = {
  baseline: baselineId,
  promptness,
  method: contract.method,
  authorizationHeader: contract.credential.header,
  recognisedDocumentTypes: contract.recognisedDocumentTypes,
  refusals: contract.refusals,
  success: contract.success,
  problem: contract.problem,
  components: { schemas: openapi.components.schemas },
  errorSigns: { ...errorSigns, failed: errorSigns.failed.source, nothing: errorSigns.nothing.source },
  openInNames: openInNames.source,
};
