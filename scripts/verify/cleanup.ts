import pLimit from 'p-limit';
import { createRedactor, type Redact, redactAndCut } from '../../tests/contract/report/redact.ts';
import type { Report, ReportedCleanup } from '../../tests/contract/report/report.ts';
import { counted } from '../../tests/contract/request/counted.ts';
import type { AcceptedUpload } from '../../tests/contract/run/uploads.ts';
import type { Deployment } from '../../tests/contract/settings.ts';
import { runInShell, type ShellResult } from '../deployment/shell.ts';
import { cleanupVariables } from './cleanup-variables.ts';

/** The outcome for an upload. */
export type CleanupState = 'done' | 'failed' | 'not run';

/** Milliseconds for one upload, and for all of them. */
export const cleanupTimes = { each: 30_000, all: 300_000 };

/** Concurrent commands. */
const concurrency = 4;

/** Characters shown of a failed command's last line, and number of different failures. */
const shownLine = 200;
const shownFailures = 10;

type Ended = { state: 'done' | 'not run' } | { state: 'failed'; reason: string };

/** The outcome for each upload, in their order, and in total. */
export interface Cleanup {
  states: CleanupState[];
  cleanup: ReportedCleanup;
}

/**
 * Runs the tester's command once for each accepted upload: the response body on standard input, its members and the deployment
 * in variables. Never throws because of how a command ends.
 */
export async function cleanUp(
  command: string,
  uploads: readonly AcceptedUpload[],
  deployment: Deployment,
  times: typeof cleanupTimes = cleanupTimes,
): Promise<Cleanup> {
  const end = performance.now() + times.all;
  const redact = createRedactor(deployment.token ?? '', deployment.secrets);
  const ended = await pLimit(concurrency).map([...uploads], async (upload): Promise<Ended> => {
    const left = end - performance.now();
    if (left <= 0) return { state: 'not run' };
    const result = await runInShell(command, {
      timeout: Math.min(times.each, left),
      input: upload.body,
      env: { ...process.env, ...cleanupVariables(upload, deployment) },
      alone: true,
    });
    return result.code === 0
      ? { state: 'done' }
      : { state: 'failed', reason: reasonOf(result, times, redact) };
  });
  return { states: ended.map(({ state }) => state), cleanup: summarise(ended) };
}

/** How the command ended, with the last line of its output, which may contain the token. */
function reasonOf(
  { code, timedOut, stderr, stdout }: ShellResult,
  times: typeof cleanupTimes,
  redact: Redact,
) {
  if (timedOut) return `it did not end within ${times.each / 1000} seconds`;
  const lines = `${stdout}\n${stderr}`.split(/\r?\n/).filter((line) => line.trim() !== '');
  const last = redactAndCut(redact, lines.at(-1) ?? '', shownLine).trim();
  return `exit code ${code}${last === '' ? '' : `: ${last}`}`;
}

function summarise(ended: readonly Ended[]): ReportedCleanup {
  const tally = (state: CleanupState): number => ended.filter((each) => each.state === state).length;
  const reasons = new Map<string, number>();
  for (const each of ended)
    if (each.state === 'failed') reasons.set(each.reason, (reasons.get(each.reason) ?? 0) + 1);
  return {
    uploads: ended.length,
    done: tally('done'),
    failed: tally('failed'),
    notRun: tally('not run'),
    failures: [...reasons].slice(0, shownFailures).map(([reason, uploads]) => ({ reason, uploads })),
  };
}

/** The report with the outcome of removing the uploads. Failures are reported, and change no verdict. Pure. */
export function withCleanup(report: Report, cleanup: ReportedCleanup): Report {
  return { ...report, cleanup, notes: [...report.notes, ...cleanupNotes(cleanup)] };
}

function cleanupNotes({ uploads, failed, notRun, failures: [first] }: ReportedCleanup): string[] {
  if (failed + notRun === 0) return [];
  const parts = [
    ...(failed > 0 ? [`failed for ${failed} (${first?.reason})`] : []),
    ...(notRun > 0 ? [`had no time left for ${notRun}`] : []),
  ];
  return [
    `Of ${counted(uploads, 'upload')}, --cleanup-command ${parts.join(' and ')}: remove the rest by hand.`,
  ];
}
