import { counted } from '../request/counted.ts';
import { whyOutdated } from './known-failures.ts';
import { shortfalls } from './min-coverage.ts';
import type { ReportedCase, ReportedRequirement } from './report.ts';
import type { ReportFacts } from './run-facts.ts';

/** Why the run is inconclusive, or what it learned about the deployment as a whole; one sentence each. */
export function notesOf(
  { cases, preflight, turnedAway, lost, waited, knownFailures, minCoverage }: ReportFacts,
  requirements: readonly ReportedRequirement[],
): string[] {
  const notes = 'note' in preflight ? [preflight.note] : [];
  if (waited !== undefined) notes.push(`The deployment did not respond within --wait ${waited}.`);
  if (lost) notes.push('The deployment stopped responding before all cases were sent: did it crash?');
  if (turnedAway > 0) {
    notes.push(
      `${counted(turnedAway, 'request')} got Retry-After until the waiting time ran out; --concurrency 1 may help.`,
    );
  }
  notes.push(...unsentNotes(cases, requirements));
  if (minCoverage !== undefined) notes.push(...shortfalls(requirements, cases, minCoverage));
  for (const [reason, { length }] of byReason(cases.filter(({ verdict }) => verdict === 'skipped')))
    notes.push(`${counted(length, 'case was', 'cases were')} skipped: ${reason}.`);
  for (const { state, requirement, case: id } of knownFailures) {
    const why = whyOutdated[state];
    if (why !== undefined)
      notes.push(`Known failure ${[id, requirement].filter(Boolean).join(' ')} is ${state}; ${why}.`);
  }
  return notes;
}

/** What was not sent although it applies, why, and the rules that this leaves open. */
function unsentNotes(cases: readonly ReportedCase[], requirements: readonly ReportedRequirement[]): string[] {
  const unsent = cases.filter(({ verdict, attempts }) => verdict === 'inconclusive' && attempts === 0);
  return [...byReason(unsent)].map(([reason, results]) => {
    const ids = new Set(results.map(({ id }) => id));
    const open = requirements.filter((requirement) => requirement.cases.some((id) => ids.has(id)));
    const never = open.filter(({ told }) => told === 0).map(({ id }) => id);
    const partly = open
      .filter(({ told }) => told > 0)
      .map((requirement) => `${requirement.id} ${toldOf(requirement)}`);
    return [
      `${counted(results.length, 'case was', 'cases were')} not sent: ${reason}.`,
      ...(never.length === 0 ? [] : [`Not checked: ${never.join(', ')}.`]),
      ...(partly.length === 0 ? [] : [`Checked in part: ${partly.join(', ')}.`]),
    ].join(' ');
  });
}

/** The statement of a rule, or why it does not apply here. */
export const ruleText = ({ statement, notApplicable }: ReportedRequirement): string =>
  notApplicable === undefined ? statement : `Not applicable: ${notApplicable}.`;

/** `29 of 48`: how many cases of a rule were conclusive. */
export const toldOf = ({ told, cases }: Pick<ReportedRequirement, 'told' | 'cases'>): string =>
  `${told} of ${cases.length}`;

function byReason(cases: readonly ReportedCase[]): Map<string, ReportedCase[]> {
  const groups = new Map<string, ReportedCase[]>();
  for (const result of cases) {
    if (result.reason === undefined) continue;
    groups.set(result.reason, [...(groups.get(result.reason) ?? []), result]);
  }
  return groups;
}
