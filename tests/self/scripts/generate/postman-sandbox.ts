import { createContext, Script } from 'node:vm';
import { type NamedStep, namedSteps } from '../../../../scripts/generate/exports/words.ts';
import { scriptAfter } from '../../../../scripts/generate/postman/bundle.ts';
import type { Contract } from '../../../../spec/contract.ts';
import type { ContractCase } from '../../../contract/case.ts';
import type { GivenResponse } from '../../contract/facts.ts';

/** What a check came to in Postman: a test that passed, failed or was skipped, or a warning in the console. */
export interface Told {
  name: string;
  verdict: 'pass' | 'fail' | 'skip' | 'warn';
  actual: string;
}

interface Prepared {
  steps: NamedStep[];
  script: Script;
}

/** Makes the script that comes after each request, for all sandboxes: that takes as long as to run it many times. */
export function prepareScript(contract: Contract, cases: readonly ContractCase[]): Prepared {
  const steps = cases.flatMap(namedSteps);
  return { steps, script: new Script(scriptAfter(contract, steps)) };
}

/** Postman's sandbox as far as the scripts use it; it has nothing of Node, so that what needs some of it fails here. */
export function createSandbox({ steps, script }: Prepared, token: string) {
  const variables = new Map<string, string>([
    ['token', token],
    ['accountId', 'account'],
  ]);
  // One for all runs, as making one takes longer than to run the script; it keeps nothing of its own there.
  const context = createContext({ setTimeout: () => {} });
  const replaceIn = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => variables.get(name) ?? whole);
  return {
    steps,
    /** Runs the script after a request that got this response; undefined for none. */
    run(step: NamedStep, response: GivenResponse | undefined): Told[] {
      const told: Told[] = [];
      const test = (name: string, body: () => void): void => {
        try {
          body();
          told.push({ name, verdict: 'pass', actual: '' });
        } catch (error) {
          told.push({ name, verdict: 'fail', actual: String((error as Error).message) });
        }
      };
      const skip = (name: string): void => void told.push({ name, verdict: 'skip', actual: '' });
      const pm = {
        info: { requestName: `${step.key}: ${step.contractCase.title}` },
        variables: {
          get: (name: string) => variables.get(name),
          set: (name: string, value: unknown) => variables.set(name, String(value)),
          replaceIn,
        },
        request: { url: { getPathWithQuery: () => '/' }, headers: { get: () => undefined } },
        response: response && responseOf(response),
        execution: { setNextRequest: () => {}, skipRequest: () => {} },
        test: Object.assign(test, { skip }),
        expect: {
          fail: (message: string) => {
            throw new Error(message);
          },
        },
      };
      const warn = (text: string): void => void told.push({ name: text, verdict: 'warn', actual: '' });
      Object.assign(context, { pm, console: { warn, info: () => {} } });
      script.runInContext(context);
      return told;
    },
  };
}

function responseOf({ status = 200, reason = '', headers, body = '' }: GivenResponse) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const implied: [string, string][] = typeof body === 'string' ? [] : [['Content-Type', 'application/json']];
  const pairs = headers ?? implied;
  return {
    code: status,
    responseTime: 1,
    reason: () => reason,
    text: () => text,
    headers: {
      get: (name: string) => pairs.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
      all: () => pairs.map(([key, value]) => ({ key, value })),
    },
  };
}
