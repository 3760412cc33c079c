import { node } from './installed.ts';

/** The test results of a project, by full name. */
export interface Casework {
  passed: string[];
  failed: string[];
}

interface VitestReport {
  /** Also files without tests, because they threw. */
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
  // Other reporters print where they have written their files.
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
