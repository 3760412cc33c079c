import type { ReportedCase } from '../../report/report.ts';
import { counted } from '../../request/counted.ts';
import type { Settings } from '../../settings.ts';
import type { Send } from '../../wire/send.ts';
import type { Attendance } from '../courier.ts';
import { startRun } from '../run.ts';
import { type Exploration, explore } from './explore.ts';
import { exploredCaseId } from './explored-case.ts';

/** The results that a search adds to a run. */
export interface Found {
  /** The finding as a case of the report. */
  result: ReportedCase;
  requests: number;
  accepted: number;
  acceptedBytes: number;
  /** Generated requests were not sent because a limit or the time was reached. */
  cut: boolean;
}

/** How much of its limits the run has used, and when it began; the limits include the search. */
interface Before {
  accepted: number;
  acceptedBytes: number;
  startedAt: number;
}

/** Generates requests to find one that breaks a MUST. @param note called with the result in words. */
export async function searchBeyond(
  settings: Settings,
  { count, seed }: { count: number; seed: number },
  before: Before,
  send: Send,
  note: (text: string) => void,
  attendance: Attendance = {},
): Promise<Found> {
  const totals = { requests: 0, accepted: 0, acceptedBytes: 0, cut: false };
  const startedAt = Date.now();
  const exploration = await explore(settings.contract, count, seed, async (contractCase) => {
    const room = roomFor(settings, {
      accepted: before.accepted + totals.accepted,
      acceptedBytes: before.acceptedBytes + totals.acceptedBytes,
      startedAt: before.startedAt,
    });
    const run = startRun([contractCase], [contractCase], room, send, attendance);
    const facts = await run.finished;
    totals.requests += facts.requests;
    totals.accepted += facts.accepted;
    totals.acceptedBytes += facts.acceptedBytes;
    totals.cut ||= facts.cut;
    return run.result(contractCase.id);
  });
  note(`\n${sentences(exploration, count).join('\n')}`);
  const result =
    exploration.counterexample?.result ?? nothingFound(exploration, totals.cut, Date.now() - startedAt);
  return { result, ...totals };
}

/** The settings with the rest of the limits and of the time. */
function roomFor(
  { maxUploads, maxBytes, maxDuration, ...settings }: Settings,
  { accepted, acceptedBytes, startedAt }: Before,
): Settings {
  const left = (limit: number, used: number): number => Math.max(0, limit - used);
  return {
    ...settings,
    ...(maxUploads === undefined ? {} : { maxUploads: left(maxUploads, accepted) }),
    ...(maxBytes === undefined ? {} : { maxBytes: left(maxBytes, acceptedBytes) }),
    ...(maxDuration === undefined
      ? {}
      : { maxDuration: left(maxDuration, Math.round(performance.now() - startedAt)) }),
  };
}

function sentences({ kept, skipped, seed, counterexample }: Exploration, count: number): string[] {
  const explored = `Sent ${counted(kept, 'generated request')}, seed ${seed}`;
  const left = skipped.length > 0 ? ` ${skipped.length} more inconclusive: ${reasonsOf(skipped)}.` : '';
  if (counterexample === undefined) return [`${explored}: none breaks a MUST.${left}`];
  return [
    `${explored}; one breaks a MUST:`,
    `  again:    --explore ${count} --seed ${seed}`,
    `  as case:  ${JSON.stringify(counterexample.contractCase)}`,
  ];
}

/** The rest of a limit is not the number that the tester gave. */
const reasonsOf = (reasons: readonly string[]): string =>
  [...new Set(reasons.map((reason) => reason.replace(/ \d+$/, '')))].join('; ');

/** Inconclusive requests never pass, and a search that the limits cut short is inconclusive. */
function nothingFound({ kept, skipped }: Exploration, cut: boolean, durationMs: number): ReportedCase {
  const untold = { reason: `${counted(skipped.length, 'request')} inconclusive: ${reasonsOf(skipped)}` };
  return {
    id: exploredCaseId,
    title: `${counted(kept, 'generated request is', 'generated requests are')} handled as the contract says`,
    ...(cut
      ? { verdict: 'inconclusive', ...untold }
      : kept === 0
        ? { verdict: 'skipped', ...untold }
        : { verdict: 'pass' }),
    durationMs,
    attempts: kept === 0 ? 0 : 1,
    checks: [],
    exchanges: [],
  };
}
