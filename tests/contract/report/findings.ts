import type { CheckResult, Verdict } from '../judge/verdict.ts';
import { counted } from '../request/counted.ts';
import type { Report, ReportedCase, ReportedRequirement } from './report.ts';

/** A case with its broken checks. */
export interface Finding {
  result: ReportedCase;
  /** The broken checks, each with its requirement; equal checks of several exchanges once. */
  broken: { check: CheckResult; requirement: ReportedRequirement | undefined }[];
}

/** The words for each verdict. */
export const verdictWords: Record<Verdict, string> = {
  pass: 'kept',
  warn: 'warning',
  fail: 'broken',
  inconclusive: 'inconclusive',
  skipped: 'skipped',
};

/** The cases of a verdict, with their checks of that verdict. */
export function findingsOf(report: Report, verdict: 'fail' | 'warn' | 'inconclusive'): Finding[] {
  const requirements = new Map(report.requirements.map((requirement) => [requirement.id, requirement]));
  return report.cases
    .filter((result) => result.verdict === verdict)
    .map((result) => ({
      result,
      broken: distinct(checksOf(result, verdict)).map((check) => ({
        check,
        requirement: requirements.get(check.requirement),
      })),
    }));
}

/** The checks of the verdict. A broken case lists its warnings after them. */
const checksOf = ({ checks }: ReportedCase, verdict: Verdict): CheckResult[] => {
  const own = checks.filter((check) => check.verdict === verdict);
  return verdict === 'fail' ? [...own, ...checks.filter((check) => check.verdict === 'warn')] : own;
};

/** Several exchanges of a case may keep or break a rule in the same way: one line covers them. */
export function distinct(checks: readonly CheckResult[]): CheckResult[] {
  const seen = new Map<string, CheckResult>();
  for (const check of checks) {
    const key = [check.requirement, check.verdict, check.expected, check.actual].join('\n');
    if (!seen.has(key)) seen.set(key, check);
  }
  return [...seen.values()];
}

/** `3 broken, 2 warnings, 202 kept`; zero counts are left out. */
export function countsSentence({ counts }: Report): string {
  const kinds: [count: number, text: string][] = [
    [counts.fail, `${counts.fail} broken`],
    [counts.warn, counted(counts.warn, 'warning')],
    [counts.inconclusive, `${counts.inconclusive} inconclusive`],
    [counts.skipped, `${counts.skipped} skipped`],
    [counts.pass, `${counts.pass} kept`],
  ];
  const parts = kinds.filter(([count]) => count > 0).map(([, text]) => text);
  return `${counted(counts.cases, 'case')}: ${parts.join(', ')}`;
}

/** What the run checked against. The hash tells two texts of one version apart. */
export const contractSentence = ({ contract: { title, version, hash } }: Report): string =>
  `Checked against ${title} ${version}, contract hash ${hash.slice(0, 12)}.`;

/** How much the run sent, and how much of it the deployment accepted: `123 uploads (10.9 MB)`. */
export function leftBehindSentence({ counts, cleanup }: Report): string {
  const sent = `${counted(counts.requests, 'request was', 'requests were')} sent`;
  if (counts.accepted === 0) return `${sent}; the deployment accepted no upload.`;
  const taken = `${counted(counts.accepted, 'upload')} (${megabytes(counts.acceptedBytes)})`;
  if (cleanup === undefined) return `${sent}; the deployment accepted ${taken}, which it may still store.`;
  return `${sent}; the deployment accepted ${taken}; --cleanup-command removed ${cleanup.done} of ${cleanup.uploads}.`;
}

function megabytes(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
