import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { postmanObstacle } from '../../../../scripts/generate/exports/obstacles.ts';
import { exportedRequest } from '../../../../scripts/generate/exports/request.ts';
import { checksOfStep, type NamedStep } from '../../../../scripts/generate/exports/words.ts';
import { baselineId } from '../../../contract/cases/accepted.ts';
import { contractCases } from '../../../contract/index.ts';
import { controlNotSent, controlShows } from '../../../contract/judge/control.ts';
import type { ControlFacts, JudgeSettings, StepFacts } from '../../../contract/judge/facts.ts';
import { judgedResponse, uploadOf } from '../../../contract/judge/from-wire.ts';
import { judge } from '../../../contract/judge/judge.ts';
import { validatorsOf } from '../../../contract/judge/schema.ts';
import type { CheckResult } from '../../../contract/judge/verdict.ts';
import { type GivenResponse, received, token } from '../../contract/facts.ts';
import { createSandbox, prepareScript, type Told } from './postman-sandbox.ts';

/** Postman's script judges as the suite does: both get the same responses, and are compared check by check. */
export const cases = contractCases().filter((each) => postmanObstacle(each, contract) === undefined);

export const prepared = prepareScript(contract, cases);

const settings: Omit<JudgeSettings, 'doubtful'> = {
  contract,
  validators: validatorsOf(contract),
  token,
  documentTypePointer: contract.success.documentTypePointer,
};

/** The suite's own judge, with the same input as Postman: one request after the other. */
function createSuite() {
  const shown = new Map<string, { steps: StepFacts[]; shows: ControlFacts }>();
  return (step: NamedStep, response: GivenResponse, isDoubtful: boolean): CheckResult[] => {
    const { contractCase, index, control } = step;
    const sent = uploadOf(exportedRequest(step.recipe, contract), contract);
    const facts: StepFacts = {
      sent: { ...sent, ...(sent.accountId === '{{accountId}}' && { accountId: 'account' }) },
      exchange: {
        request: { target: '/' },
        response: judgedResponse(received(response)),
        error: null,
        durationMs: 1,
      },
      failedAttempts: [],
      control: control === undefined ? undefined : (shown.get(control)?.shows ?? controlNotSent(control)),
    };
    const steps = [...(index === 0 ? [] : (shown.get(contractCase.id)?.steps ?? [])), facts];
    // The baseline itself fails, so that Newman does not end as if all were well.
    const doubtful = isDoubtful && contractCase.id !== baselineId;
    const own = { ...settings, doubtful };
    const results = judge(checksOfStep(step, contract), steps, own);
    shown.set(contractCase.id, { steps, shows: controlShows(contractCase.id, facts, results, own) });
    return results;
  };
}

/** Postman's expected output for these results. */
const toldOf = (key: string, results: readonly CheckResult[]): Told[] =>
  results.flatMap(({ requirement, level, expected, verdict, actual }): Told[] => {
    const name = `${requirement} (${level}): ${expected}`;
    const hidden = actual.replaceAll(token, '[redacted]');
    if (verdict === 'pass') return [{ name, verdict: 'pass', actual: '' }];
    if (verdict === 'fail') return [{ name, verdict: 'fail', actual: hidden }];
    if (verdict === 'inconclusive')
      return [{ name: `${name} - inconclusive: ${hidden}`, verdict: 'skip', actual: '' }];
    if (verdict === 'skipped') return [];
    const text = `warning: ${key}: ${requirement} (${level}): expected ${expected}, got ${hidden}`;
    return [{ name: text, verdict: 'warn', actual: '' }];
  });

const problem: [string, string][] = [['Content-Type', contract.problem.mediaType]];

/** A deployment that keeps the contract, and repeats what was sent. */
function asAgreed({ recipe, expect: { outcome } }: NamedStep): GivenResponse {
  const { file } = uploadOf(exportedRequest(recipe, contract), contract);
  if (outcome === 'accepted' || outcome === 'as-control')
    return { body: { fileId: '1', fileName: file?.name, size: file?.size, accountId: 'account' } };
  const status = outcome === 'otherPath' ? 404 : contract.refusals[outcome];
  return { status, headers: problem, body: JSON.stringify({ title: 'x', status }) };
}

const deployments: Record<string, (step: NamedStep, turn: number) => GivenResponse> = {
  'as agreed': asAgreed,
  'that takes everything': () => ({ body: { fileId: '1' } }),
  'that refuses everything': () => ({ status: 400, body: { error: 'no' } }),
  'that looks as if the token were wrong': () => ({ status: 401, headers: problem, body: '{}' }),
  'that fails': () => ({ status: 500, body: 'Error: x\n    at parse (/srv/app/upload.js:12:5)' }),
  'that shows a type with each upload': () => ({ body: { fileId: '1', documentType: 'Invoice' } }),
  'that shows an unknown type': () => ({ body: { documentType: 'Passport', size: 1, fileName: 'x' } }),
  'that shows the token': () => ({ body: { fileId: '1', debug: Buffer.from(token).toString('base64') } }),
  'that says no with 200': () => ({ body: { success: false } }),
  'that differs from request to request': (step, turn) =>
    turn % 4 === 1 ? { status: 409, body: {} } : asAgreed(step),
};

/**
 * Tests of all deployments. The one that keeps the contract gets all cases; each of the others gets a part of them, after
 * the baseline.
 *
 * @param parts the number of parts; 1 for all cases.
 */
export function judgedAlike(parts: number): void {
  const rows = Object.entries(deployments).map(([name, behave], place) => ({ name, behave, place }));

  describe.each(rows)('a deployment $name', ({ name, behave, place }) => {
    const sandbox = createSandbox(prepared, token);
    const suite = createSuite();
    const isDoubtful = name.includes('token were wrong');
    const own = cases.filter(({ id }, index) => id === baselineId || index % parts === place % parts);
    const steps = prepared.steps.filter(
      ({ contractCase }) => behave === asAgreed || own.includes(contractCase),
    );

    test('is judged alike, check by check', () => {
      for (const [turn, step] of steps.entries()) {
        const response = behave(step, turn);
        expect(sandbox.run(step, response), step.key).toEqual(
          toldOf(step.key, suite(step, response, isDoubtful)),
        );
      }
    });
  });
}
