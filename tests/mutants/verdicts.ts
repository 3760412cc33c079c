import type { CheckResult } from '../contract/judge/verdict.ts';
import type { Report, ReportedCase, ReportedRequirement } from '../contract/report/report.ts';

/** The verdicts of a report: a small part of it, which a thread sends in a tenth of the time. */
export interface Verdicts extends Pick<Report, 'verdict'> {
  requirements: Pick<ReportedRequirement, 'id' | 'verdict'>[];
  cases: JudgedCase[];
}

interface JudgedCase extends Pick<ReportedCase, 'id' | 'verdict'> {
  checks: Pick<CheckResult, 'requirement' | 'verdict'>[];
}

export const verdictsOf = ({ verdict, requirements, cases }: Report): Verdicts => ({
  verdict,
  requirements: requirements.map((each) => ({ id: each.id, verdict: each.verdict })),
  cases: cases.map((each) => ({
    id: each.id,
    verdict: each.verdict,
    checks: each.checks.map((check) => ({ requirement: check.requirement, verdict: check.verdict })),
  })),
});
