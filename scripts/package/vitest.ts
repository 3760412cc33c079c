import { afterAll, beforeAll, describe, test } from 'vitest';
import { contract as builtIn } from '../../generated/contract.ts';
import {
  type ContractCase,
  type Report,
  type ReportedCase,
  runContract,
} from '../../tests/contract/index.ts';
import { checksOf } from '../../tests/contract/judge/checks.ts';
import {
  type ContractTestOptions as CommonOptions,
  casesOf,
  contractTestShape,
  prepareRun,
} from './contract-tests.ts';
import { readDeployment } from './deployment.ts';
import { callback, checkOptions, type Shape } from './options.ts';

/** The deployment to check, and the options of the run. */
export interface ContractTestOptions extends CommonOptions {
  /** Called with the report of the run before the tests report their results. */
  onReport?: (report: Report) => void | Promise<void>;
}

const shape: Shape<ContractTestOptions> = { ...contractTestShape, onReport: callback };

/**
 * Registers a test for each case of the contract: the same run, verdicts, strictness and known failures as with `verify`.
 * Cases that a filter leaves out are not sent. A broken SHOULD is an annotation. A failure names the rule, the expected and
 * the actual response, and a curl line that sends the request again.
 *
 * @throws TypeError that names each invalid option, or a glob that matches no case.
 *
 * @example
 * // upload.contract.test.ts
 * import { defineContractTests } from 'upload-contract/vitest';
 *
 * defineContractTests({
 *   deployment: { baseUrl: 'http://localhost:8080', clientId: 'acme', accountId: '1001', token: 's3cret' },
 * });
 */
export function defineContractTests(options: ContractTestOptions = {}): void {
  checkOptions('defineContractTests', options, shape);
  const { contract = builtIn, deployment, name = 'the upload contract' } = options;
  // Throws now, not when the first test runs.
  if (typeof deployment === 'object') readDeployment(deployment, contract);
  const cases = casesOf(options);
  const suite = describe(name, () => {
    const run = contractRun(options);
    // The arguments of a hook differ between versions of Vitest; the result of `describe` does not.
    beforeAll(async () => {
      const tests = suite.tasks.filter((task) => task.type === 'test' && task.mode === 'run');
      const chosen = new Set(tests.map((task) => task.name));
      await run.start(cases.filter((each) => chosen.has(nameOf(each))));
    }, 0);
    for (const each of cases) {
      const requirements = [...new Set(checksOf(each, contract).map(({ requirement }) => requirement))];
      test(nameOf(each), async ({ skip, annotate, task }) => {
        Object.assign(task.meta, { requirements });
        const { result, strict } = run.resultOf(each.id);
        if (result.verdict === 'skipped') skip(result.reason);
        const isFailure = strict && result.checks.some(({ verdict, known }) => verdict === 'warn' && !known);
        if (result.verdict === 'warn' && !isFailure) await annotate(explain(result), 'warning');
        else if (result.verdict !== 'pass') throw new Error(explain(result));
      });
    }
    afterAll(run.end);
  });
}

const nameOf = ({ id, title }: ContractCase): string => `${id}: ${title}`;

/** One run, from the hook before the tests to the hook after them. */
function contractRun({ onReport, ...options }: ContractTestOptions) {
  const results = new Map<string, ReportedCase>();
  let report: Report | undefined;
  return {
    async start(chosen: readonly ContractCase[]): Promise<void> {
      const prepared = await prepareRun(options);
      try {
        const cases = chosen.map(({ id }) => id);
        report = await runContract({ ...prepared.options, cases, chosenBy: 'the tests that are run' });
      } finally {
        prepared.mock?.close();
      }
      for (const result of report.cases) results.set(result.id, result);
      await onReport?.(report);
    },
    resultOf(id: string): { result: ReportedCase; strict: boolean } {
      const result = results.get(id);
      if (result === undefined || report === undefined) throw new Error(`${id} was not sent`);
      return { result, strict: report.strict };
    },
    /** Findings without a case of their own: an outdated list of known failures, accepted probes. */
    end(): void {
      if (report === undefined) return;
      const { strict, verdict, headline, notes } = report;
      const told = [...results.values()].every((each) => ['pass', 'warn', 'skipped'].includes(each.verdict));
      if (told && !strict && verdict === 'violates') throw new Error([headline, ...notes].join('\n'));
    },
  };
}

/** The broken checks of a case, with the rule, the expected and the actual result, and a curl line. */
function explain({ checks, exchanges, reason }: ReportedCase): string {
  const broken = checks.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
  const lines = broken.map(
    ({ requirement, level, verdict, expected, actual }) =>
      `${requirement} ${level} ${verdict}: expected ${expected}; actual ${actual}`,
  );
  return [...(reason === undefined ? [] : [reason]), ...lines, ...exchanges.map(({ curl }) => curl)].join(
    '\n',
  );
}
