import type { RequirementId } from '../../../spec/requirements.ts';
import { type Verdict, worstOf } from '../judge/verdict.ts';
import { askedOf, shortfalls } from './min-coverage.ts';
import type { KnownFailureState, Report, ReportedCase, ReportedRequirement } from './report.ts';
import type { ReportFacts } from './run-facts.ts';

/** What a case says about a rule. */
export const verdictUnder = ({ checks }: ReportedCase, rule: RequirementId): Verdict =>
  worstOf(checks.filter(({ requirement }) => requirement === rule).map(({ verdict }) => verdict));

/** A rule without a broken case is kept only when all its cases are conclusive. */
export const requirementVerdict = (verdicts: readonly Verdict[]): Verdict => worstOf(verdicts);

const rotten: readonly KnownFailureState[] = ['stale', 'expired', 'unmatched'];

/**
 * Decides the verdict of the run. A broken rule breaks the contract, whatever was inconclusive. The contract is kept
 * only when every MUST that applies was checked by cases that were sent.
 */
export function overallVerdict(
  facts: ReportFacts,
  requirements: readonly ReportedRequirement[],
): Report['verdict'] {
  const checks = facts.cases.flatMap((result) => result.checks);
  const warned = checks.some(({ verdict, known }) => verdict === 'warn' && known === undefined);
  if (checks.some(({ verdict }) => verdict === 'fail') || (facts.strict && warned)) return 'violates';
  // An outdated list of known failures would hide the next failure.
  if (facts.knownFailures.some(({ state }) => rotten.includes(state))) return 'violates';
  return isTold(facts, requirements) ? 'conforms' : 'inconclusive';
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
