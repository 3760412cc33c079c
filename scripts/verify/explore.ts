import { type Exploration, explore } from '../../tests/contract/engine/explore.ts';
import { exploredCaseId } from '../../tests/contract/engine/explored-case.ts';
import { paced } from '../../tests/contract/engine/pace.ts';
import type { ReportedCase } from '../../tests/contract/engine/report.ts';
import { startRun } from '../../tests/contract/engine/run.ts';
import { createSender } from '../../tests/contract/engine/send.ts';
import type { Settings } from '../../tests/contract/engine/settings.ts';
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

/** Searches beyond the table for a request that breaks a MUST, and prints what it finds. */
export async function exploreDeployment(
  settings: Settings,
  count: number,
  seed: number,
  terminal: Terminal,
): Promise<ExploredRun> {
  const send = paced(createSender(settings), () => {});
  const totals = { requests: 0, accepted: 0, acceptedBytes: 0 };
  const startedAt = Date.now();
  const exploration = await explore(count, seed, async (contractCase) => {
    const run = startRun([contractCase], [contractCase], settings, send);
    const facts = await run.finished;
    totals.requests += facts.requests;
    totals.accepted += facts.accepted;
    totals.acceptedBytes += facts.acceptedBytes;
    return run.result(contractCase.id);
  });
  const { counterexample, kept } = exploration;
  terminal.note(
    `\nExplored ${kept} requests beyond the table, seed ${seed}${counterexample ? '; one breaks a MUST:' : ': none breaks a MUST.'}`,
  );
  if (counterexample !== undefined) {
    terminal.note(`  again:    --explore ${count} --seed ${seed}`);
    terminal.note(`  as case:  ${JSON.stringify(counterexample.contractCase)}`);
  }
  const result = counterexample?.result ?? {
    id: exploredCaseId,
    title: `${kept} drawn requests are ruled on as the contract says`,
    verdict: 'pass' as const,
    durationMs: Date.now() - startedAt,
    attempts: 1,
    checks: [],
    exchanges: [],
  };
  return { exploration, result, ...totals };
}
