import type { ReportedCase } from '../../tests/contract/report/report.ts';
import { counted } from '../../tests/contract/request/counted.ts';
import { type Exploration, explore } from '../../tests/contract/run/explore.ts';
import { exploredCaseId } from '../../tests/contract/run/explored-case.ts';
import { startRun } from '../../tests/contract/run/run.ts';
import type { Settings } from '../../tests/contract/settings.ts';
import { paced } from '../../tests/contract/wire/pace.ts';
import { createSender } from '../../tests/contract/wire/send.ts';
import type { Terminal } from './terminal.ts';

/** What a search adds to a run. */
export interface ExploredRun {
  exploration: Exploration;
  /** The finding as a case of the report. */
  result: ReportedCase;
  requests: number;
  accepted: number;
  acceptedBytes: number;
}

/**
 * Searches beyond the table for a request that breaks a MUST, and prints what it finds.
 *
 * @param before what the run has left behind so far; the caps hold for both.
 */
export async function exploreDeployment(
  settings: Settings,
  { count, seed }: { count: number; seed: number },
  before: { accepted: number; acceptedBytes: number },
  terminal: Terminal,
): Promise<ExploredRun> {
  const send = paced(createSender(settings), () => {});
  const totals = { requests: 0, accepted: 0, acceptedBytes: 0 };
  const startedAt = Date.now();
  const exploration = await explore(count, seed, async (contractCase) => {
    const room = roomFor(
      settings,
      before.accepted + totals.accepted,
      before.acceptedBytes + totals.acceptedBytes,
    );
    const run = startRun([contractCase], [contractCase], room, send);
    const facts = await run.finished;
    totals.requests += facts.requests;
    totals.accepted += facts.accepted;
    totals.acceptedBytes += facts.acceptedBytes;
    return run.result(contractCase.id);
  });
  terminal.note(`\n${sentences(exploration, count).join('\n')}`);
  const result = exploration.counterexample?.result ?? nothingFound(exploration, Date.now() - startedAt);
  return { exploration, result, ...totals };
}

/** The settings with what is left of the caps. */
const roomFor = (
  { maxUploads, maxBytes, ...settings }: Settings,
  uploads: number,
  bytes: number,
): Settings => ({
  ...settings,
  ...(maxUploads === undefined ? {} : { maxUploads: Math.max(0, maxUploads - uploads) }),
  ...(maxBytes === undefined ? {} : { maxBytes: Math.max(0, maxBytes - bytes) }),
});

function sentences({ kept, skipped, seed, counterexample }: Exploration, count: number): string[] {
  const explored = `Explored ${counted(kept, 'request')} beyond the table, seed ${seed}`;
  const left = skipped.length > 0 ? ` ${skipped.length} more not sent: ${reasonsOf(skipped)}.` : '';
  if (counterexample === undefined) return [`${explored}: none breaks a MUST.${left}`];
  return [
    `${explored}; one breaks a MUST:`,
    `  again:    --explore ${count} --seed ${seed}`,
    `  as case:  ${JSON.stringify(counterexample.contractCase)}`,
  ];
}

/** What is left of a cap is not the number that the tester gave. */
const reasonsOf = (reasons: readonly string[]): string =>
  [...new Set(reasons.map((reason) => reason.replace(/ \d+$/, '')))].join('; ');

/** Nothing that was not looked at passes. */
const nothingFound = ({ kept, skipped }: Exploration, durationMs: number): ReportedCase => ({
  id: exploredCaseId,
  title: `${counted(kept, 'drawn request is', 'drawn requests are')} ruled on as the contract says`,
  ...(kept === 0 ? { verdict: 'skipped', reason: reasonsOf(skipped) } : { verdict: 'pass' }),
  durationMs,
  attempts: kept === 0 ? 0 : 1,
  checks: [],
  exchanges: [],
});
