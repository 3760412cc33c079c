import { readFile } from 'node:fs/promises';
import { parseKnownFailures } from '../../tests/contract/report/known-failures.ts';
import type { KnownFailure } from '../../tests/contract/report/report.ts';

/** Reads the list that `--known-failing` names, and says what is wrong with it. */
export async function readKnownFailures(
  path: string | undefined,
): Promise<{ entries: KnownFailure[]; problems: string[] }> {
  if (path === undefined) return { entries: [], problems: [] };
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return { entries: [], problems: [`--known-failing: cannot read ${path}`] };
  const parsed = parseKnownFailures(text);
  if ('entries' in parsed) return { ...parsed, problems: [] };
  return { entries: [], problems: parsed.problems.map((problem) => `--known-failing ${path}: ${problem}`) };
}
