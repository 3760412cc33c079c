import type { Limits, Settings } from '../../settings.ts';
import type { MinCoverage } from '../min-coverage.ts';
import type { Redact } from '../redact.ts';
import type { ReportedCase, ReportedShard } from '../report.ts';
import type { RunFacts } from '../run-facts.ts';

/** The input for describing a shard. */
export interface ShardedRun extends Pick<ReportedShard, 'index' | 'count' | 'options'> {
  whole: ReportedShard['whole'] | undefined;
  facts: RunFacts;
  /** Ids of the cases in the shard. */
  selected: readonly string[];
  /** The cases before and after known failures were accepted. */
  judged: readonly ReportedCase[];
  accepted: readonly ReportedCase[];
}

/** Collects the values that merging needs. Pure. */
export function reportedShard({ index, count, whole, options, facts, ...run }: ShardedRun): ReportedShard {
  const { turnedAway, lost, cut, waited, preflight } = facts;
  const own = new Set(run.selected);
  const before = new Map(run.judged.map((result) => [result.id, result]));
  const changed = run.accepted.flatMap((result) => {
    const was = before.get(result.id);
    return was === undefined || was === result ? [] : [was];
  });
  return {
    index,
    count,
    ...(whole === undefined ? {} : { whole }),
    options,
    facts: {
      // Each case says why the shard stopped; the error behind it is not redacted.
      preflight: { kind: preflight.kind, ...('note' in preflight ? { note: preflight.note } : {}) },
      turnedAway,
      lost,
      cut,
      ...(waited === undefined ? {} : { waited }),
    },
    beside: [...facts.sent].flatMap(([id, counts]) => (own.has(id) ? [] : [{ case: id, ...counts }])),
    judged: changed.map(({ id, verdict, reason, checks }) => ({
      case: id,
      verdict,
      ...(reason === undefined ? {} : { reason }),
      checks: checks.map((check) => check.verdict),
    })),
  };
}

/**
 * The options that affect results, in addition to the contract and the deployment, named as for `verify`.
 *
 * @param limits as the tester gave them, for all shards.
 */
export const optionsOfRun = (
  { documentTypePointer, foreignAccountId, headers }: Settings,
  limits: Limits,
  { strict, explore, minCoverage }: { strict: boolean; explore: number; minCoverage: MinCoverage },
  redact: Redact,
): ReportedShard['options'] => ({
  '--strict': strict,
  '--min-coverage': coverageText(minCoverage),
  '--timeout': limits.timeout,
  '--max-duration': limits.maxDuration ?? 'none',
  '--max-uploads': limits.maxUploads ?? 'none',
  '--max-bytes': limits.maxBytes ?? 'none',
  '--document-type-pointer': redact(documentTypePointer ?? 'none'),
  '--foreign-account-id': redact(foreignAccountId ?? 'none'),
  // The values may be secrets.
  '--header': headers.map(([name]) => redact(name)).join(', ') || 'none',
  '--explore': explore,
});

const coverageText = (asked: MinCoverage): string =>
  Object.entries(asked)
    .map(([rule, percent]) => `${rule}=${percent}%`)
    .toSorted()
    .join(', ') || 'none';
