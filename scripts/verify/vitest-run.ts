import { join } from 'node:path';
import type { Reporter } from 'vitest/node';
import type { ReportedCase } from '../../tests/contract/report/report.ts';
import type { RunFacts } from '../../tests/contract/report/run-facts.ts';
import type { Settings } from '../../tests/contract/settings.ts';
import { releaseTypeScript } from '../cli/typescript-loader.js';

export interface VitestRun {
  cases: ReportedCase[];
  run: RunFacts;
}

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs the contract's Vitest file with these settings, without Vitest's own configuration and output.
 *
 * @param onCase told about each case as it ends.
 * @throws Error when Vitest itself failed.
 */
export async function runInVitest(
  settings: Settings,
  onCase: (result: ReportedCase) => void,
): Promise<VitestRun> {
  const collector = createCollector(onCase);
  await releaseTypeScript();
  const { startVitest } = await import('vitest/node');
  const vitest = await startVitest('test', [], {
    root,
    config: false,
    include: ['tests/contract/contract.test.ts'],
    pool: 'threads',
    watch: false,
    testTimeout: 0,
    teardownTimeout: 1000,
    maxConcurrency: 10_000,
    provide: { settings },
    silent: true,
    reporters: [collector.reporter],
  });
  await vitest?.close();
  // Failed cases set it; the verdict decides on the exit code instead.
  process.exitCode = undefined;
  const { cases, failures, run } = collector.collected;
  // A case without a result was not looked at, which must never pass for a verdict.
  if (run === undefined || cases.length !== settings.selected.length) {
    throw new Error(failures[0] ?? 'not all cases ran');
  }
  return { cases, run };
}

/** Gathers what the tests leave with their tasks, and what went wrong with Vitest itself. */
function createCollector(onCase: (result: ReportedCase) => void) {
  const collected: Partial<VitestRun> & { cases: ReportedCase[]; failures: string[] } = {
    cases: [],
    failures: [],
  };
  const fail = (errors: readonly { stack?: string; message: string }[] = []): void => {
    collected.failures.push(...errors.map(({ stack, message }) => stack ?? message));
  };
  const reporter: Reporter = {
    onTestCaseResult(testCase) {
      const { result, run } = testCase.meta();
      if (run !== undefined) collected.run = run;
      if (result === undefined) return fail(testCase.result().errors);
      collected.cases.push(result);
      onCase(result);
    },
    onTestRunEnd(modules, errors) {
      fail(errors);
      for (const testModule of modules) fail(testModule.errors());
    },
  };
  return { collected, reporter };
}
