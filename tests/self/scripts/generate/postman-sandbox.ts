import { createContext, Script } from 'node:vm';
import { type NamedStep, namedSteps } from '../../../../scripts/generate/exports/words.ts';
import { scriptAfter } from '../../../../scripts/generate/postman/bundle.ts';
import type { Contract } from '../../../../spec/contract.ts';
import type { ContractCase } from '../../../contract/case.ts';
import type { GivenResponse } from '../../contract/facts.ts';

/** The result of a check in Postman: a test that passed, failed or was skipped, or a warning in the console. */
export interface Told {
  name: string;
  verdict: 'pass' | 'fail' | 'skip' | 'warn';
  actual: string;
}

interface Prepared {
  steps: NamedStep[];
  script: Script;
}

/** Compiles the script after each request once for all sandboxes, because compiling takes as long as many runs. */
export function prepareScript(contract: Contract, cases: readonly ContractCase[]): Prepared {
  const steps = cases.flatMap(namedSteps);
  return { steps, script: new Script(scriptAfter(contract, steps)) };
}

/** The part of Postman's sandbox that the scripts use. It has nothing of Node, so a script that needs Node fails here. */
export function createSandbox({ steps, script }: Prepared, token: string) {
  const variables = new Map<string, string>([
    ['token', token],
    ['accountId', 'account'],
  ]);
  // One for all runs, because making one takes longer than running the script, which keeps no state there.
  const context = createContext({ setTimeout: () => {} });
  const replaceIn = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => variables.get(name) ?? whole);
  return {
    steps,
    /** Runs the script after a request with this response; undefined for none. */
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
