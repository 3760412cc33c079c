import { join } from 'node:path';
import type { ReportedCase } from '../../tests/contract/engine/report.ts';
import type { RunFacts } from '../../tests/contract/engine/run.ts';
import type { Settings } from '../../tests/contract/engine/settings.ts';
import { releaseTypeScript } from '../typescript-loader.js';

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
  const cases: ReportedCase[] = [];
  const failures: string[] = [];
  let run: RunFacts | undefined;
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
    reporters: [
      {
        onTestCaseResult(testCase) {
          const meta = testCase.meta();
          run ??= meta.run;
          if (meta.result === undefined) {
            failures.push(...(testCase.result().errors ?? []).map(({ stack, message }) => stack ?? message));
            return;
          }
          cases.push(meta.result);
          onCase(meta.result);
        },
        onTestRunEnd(modules, errors) {
          failures.push(...errors.map(({ stack, message }) => stack ?? message));
          for (const testModule of modules)
            failures.push(...testModule.errors().map(({ stack, message }) => stack ?? message));
        },
      },
    ],
  });
  await vitest?.close();
  // Failed cases set it; the verdict decides on the exit code instead.
  process.exitCode = undefined;
  // A case without a result was not looked at, which must never pass for a verdict.
  if (run === undefined || cases.length !== settings.selected.length) {
    throw new Error(failures[0] ?? 'not all cases ran');
  }
  return { cases, run };
}
