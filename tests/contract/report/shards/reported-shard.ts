import type { Limits, Settings } from '../../settings.ts';
import type { MinCoverage } from '../min-coverage.ts';
import type { Redact } from '../redact.ts';
import type { ReportedCase, ReportedShard } from '../report.ts';
import type { RunFacts } from '../run-facts.ts';

/** What a shard is described from. */
export interface ShardedRun extends Pick<ReportedShard, 'index' | 'count' | 'options'> {
  whole: ReportedShard['whole'] | undefined;
  facts: RunFacts;
  /** Ids of the cases that the shard was given. */
  selected: readonly string[];
  /** The cases before known failures were accepted, and after. */
  judged: readonly ReportedCase[];
  accepted: readonly ReportedCase[];
}

/** Keeps what merging the shards takes. Pure. */
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
      // How it was to stop is said in each case; the error behind it is not redacted.
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
 * What decides on results beside the contract and the deployment, named as the options of `verify`.
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
  // Their values may be secrets.
  '--header': headers.map(([name]) => redact(name)).join(', ') || 'none',
  '--explore': explore,
});

const coverageText = (asked: MinCoverage): string =>
  Object.entries(asked)
    .map(([rule, percent]) => `${rule}=${percent}%`)
    .toSorted()
    .join(', ') || 'none';
