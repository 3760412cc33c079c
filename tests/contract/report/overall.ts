import type { RequirementId } from '../../../spec/requirements.ts';
import { type Verdict, worstOf } from '../judge/verdict.ts';
import { isOutdated } from './known-failures.ts';
import { askedOf, shortfalls } from './min-coverage.ts';
import type { Report, ReportedCase, ReportedRequirement } from './report.ts';
import type { ReportFacts } from './run-facts.ts';

/** What a case says about a rule. */
export const verdictUnder = ({ checks }: ReportedCase, rule: RequirementId): Verdict =>
  worstOf(checks.filter(({ requirement }) => requirement === rule).map(({ verdict }) => verdict));

/** A rule without a broken case is kept only when all its cases are conclusive. */
export const requirementVerdict = (verdicts: readonly Verdict[]): Verdict => worstOf(verdicts);

/**
 * Decides the verdict of the run. A broken rule breaks the contract, whatever was inconclusive. The contract is kept
 * only when every MUST that applies was checked by cases that were sent.
 */
export function overallVerdict(
  facts: ReportFacts,
  requirements: readonly ReportedRequirement[],
): Report['verdict'] {
  if (breaksRules(facts)) return 'violates';
  // An outdated list of known failures would hide the next failure.
  if (facts.knownFailures.some(isOutdated)) return 'violates';
  return isTold(facts, requirements) ? 'conforms' : 'inconclusive';
}

/** Whether a rule is broken that has to be kept, other than by known failures. */
export function breaksRules({ cases, strict }: Pick<Report, 'cases' | 'strict'>): boolean {
  const checks = cases.flatMap((result) => result.checks);
  return checks.some(
    ({ verdict, known }) => verdict === 'fail' || (strict && verdict === 'warn' && known === undefined),
  );
}

function isTold(
  { cases, strict, cut, lost, turnedAway, preflight, minCoverage }: ReportFacts,
  requirements: readonly ReportedRequirement[],
): boolean {
  if ((cut && minCoverage === undefined) || lost || turnedAway > 0 || preflight.kind === 'set-up')
    return false;
  const asked = minCoverage ?? {};
  if (shortfalls(requirements, cases, asked).length > 0) return false;
  const checks = cases.flatMap((result) => result.checks);
  const untold = checks.some(
    ({ verdict, level, requirement }) =>
      verdict === 'inconclusive' &&
      (strict || level === 'MUST') &&
      askedOf({ id: requirement, level }, asked) === undefined,
  );
  return !untold && checks.some(({ verdict }) => verdict === 'pass');
}
