import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '../../../contract/report/report.ts';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { commandHere } from '../../scripts/cli/here.ts';

export const deployment = {
  UPLOAD_CLIENT_ID: 'client-7',
  UPLOAD_ACCOUNT_ID: 'account-1',
  UPLOAD_FOREIGN_ACCOUNT_ID: 'account-2',
  UPLOAD_TOKEN: 'a+b/c $9"x',
};

/** A line, and the status that its request got. */
export interface CurlLine {
  id: string;
  line: string;
  seen: number | undefined;
}

/** A mock in its own process, and the report of a run of these cases, or of all, against it. */
export async function startReported(
  cases: readonly string[] = [],
): Promise<{ mock: MockProcess; report: Report }> {
  const { UPLOAD_CLIENT_ID, UPLOAD_ACCOUNT_ID, UPLOAD_TOKEN } = deployment;
  const mock = await startMockProcess([
    `--client-id=${UPLOAD_CLIENT_ID}`,
    `--account-id=${UPLOAD_ACCOUNT_ID}`,
    `--token=${UPLOAD_TOKEN}`,
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'curl-'));
  const file = join(folder, 'report.json');
  const only = cases.map((id) => `--only=${id}`);
  await commandHere(['verify', '--base-url', mock.url, '--report', `json=${file}`, ...only], deployment);
  const report = JSON.parse(await readFile(file, 'utf8'));
  await rm(folder, { recursive: true });
  return { mock, report };
}

/** The lines of a report. */
export const linesOf = ({ cases }: Report): CurlLine[] =>
  cases.flatMap(({ id, exchanges }) =>
    exchanges.map(({ curl, response }, index) => ({
      id: `${id} ${index}`,
      line: curl,
      seen: response?.status,
    })),
  );

/** One line of each form: lines of a form differ only in texts, in sizes, and in how often an option is repeated. */
export const oneOfEachForm = <Line extends { line: string }>(lines: readonly Line[]): Line[] => [
  ...new Map(lines.map((each) => [formOf(each.line), each] as const)).values(),
];

const formOf = (line: string): string =>
  line
    .replaceAll(/'[^']*'/g, 'TEXT')
    .replaceAll(/(?<= |"|=)(?!curl |printf |head |tr |sed |od )[a-zA-Z0-9][\w.:/?&=-]*/g, 'TEXT')
    .replaceAll(/( -F TEXT| -H TEXT| --form-string TEXT)\1+/g, '$1');

/** The statuses that the requests got, and those that the lines get, by the lines' ids. */
export async function statusesOf(lines: readonly CurlLine[], environment: NodeJS.ProcessEnv) {
  const folder = await mkdtemp(join(tmpdir(), 'curl-'));
  // To start a shell from a large process takes longer than most lines, so each runs many.
  const scripts = Array.from({ length: shells }, (_, shell) =>
    lines
      .map(({ line }, index) => ({ index, text: `{ ${line}\n} > ${index}\n` }))
      .filter(({ index }) => index % shells === shell)
      .map(({ text }) => text)
      .join(''),
  );
  const env = { ...process.env, ...environment };
  const started = scripts.map(async (script, shell) => {
    const file = join(folder, `${shell}.sh`);
    await writeFile(file, script);
    await promisify(execFile)('sh', [file], { cwd: folder, env });
  });
  await Promise.all(started);
  const responses = await Promise.all(
    lines.map((_, index) => readFile(join(folder, String(index)), 'latin1')),
  );
  await rm(folder, { recursive: true });
  return {
    seen: Object.fromEntries(lines.map(({ id, seen }) => [id, seen])),
    again: Object.fromEntries(lines.map(({ id }, index) => [id, statusIn(responses[index] ?? '')])),
  };
}

/** Shells that run lines at the same time. */
const shells = 4;

/** Runs a line as a person who pastes it into a shell. */
export async function runInShell(line: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', line], {
    env: { ...process.env, ...environment },
    encoding: 'latin1',
  });
  return stdout;
}

/** The last status line: curl shows those of `100 Continue` before it. */
const statusIn = (response: string): number =>
  Number([...response.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].at(-1)?.[1] ?? 0);
