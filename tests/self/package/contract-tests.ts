import { node } from './installed.ts';

/** What became of the tests of a project, by their full names. */
export interface Casework {
  passed: string[];
  failed: string[];
}

interface VitestReport {
  /** Also of files that hold no test, because they threw. */
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Runs a project's own Vitest, and reads its JSON report. */
export async function runContractTests(
  project: string,
  args: readonly string[] = [],
  execPath = process.execPath,
): Promise<Casework> {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter', 'json', ...args];
  const { stdout } = await node(vitest, project, execPath).catch((error) => error);
  // Other reporters say where they have written theirs.
  const report: VitestReport = JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1));
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const namesOf = (status: string) =>
    tests.filter((each) => each.status === status).map(({ fullName }) => fullName);
  return {
    passed: namesOf('passed'),
    failed: [...namesOf('failed'), ...broken.map(({ message }) => message)],
  };
}
