import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandHere } from '../../scripts/cli/here.ts';
import type { Ended } from '../../scripts/verify/command.ts';

/** Everything that a run of `verify` writes, by name: the terminal, every report, and GitHub's step summary. */
export interface Outputs {
  ended: Ended;
  texts: Record<string, string>;
}

const kinds = ['json', 'junit', 'html', 'markdown', 'har', 'codequality'];

/** Runs `verify` as in GitHub Actions, with every kind of report. */
export async function verifyWithEveryOutput(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Outputs> {
  const folder = await mkdtemp(join(tmpdir(), 'outputs-'));
  try {
    const reports = kinds.flatMap((kind) => ['--report', `${kind}=${join(folder, kind)}`]);
    const summary = join(folder, 'summary');
    const ended = await commandHere(['verify', ...args, ...reports], {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      ...environment,
    });
    const files = await Promise.all(
      (await readdir(folder)).map(
        async (name) => [name, await readFile(join(folder, name), 'utf8')] as const,
      ),
    );
    return { ended, texts: { stdout: ended.stdout, stderr: ended.stderr, ...Object.fromEntries(files) } };
  } finally {
    await rm(folder, { recursive: true });
  }
}
