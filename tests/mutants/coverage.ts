import type { RequirementId } from '../../spec/requirements.ts';
import type { ContractCase } from '../contract/case.ts';
import { contractCases } from '../contract/index.ts';
import type { Verdicts } from './verdicts.ts';

/** Cases that fail on no mutant, each with the reason why no single fault triggers it. The list is checked. */
export const unfailing: readonly { id: string; reason: string }[] = [];

/** The rules that a case tests. Those that apply to every exchange would make any case fail. */
function ownRules({ steps, repeats }: ContractCase): Set<RequirementId> {
  const named = steps.flatMap(({ expect }) => {
    if (expect.outcome !== 'accepted') return [expect.by];
    return [expect.by, expect.type?.by, expect.bytesKept].filter((rule) => rule !== undefined);
  });
  return new Set(repeats ? [...named, 'R20'] : named);
}

const ownRulesById = new Map(
  contractCases().map((contractCase) => [contractCase.id, ownRules(contractCase)]),
);

/** The ids of the cases that fail or warn for a rule of their own. */
export const casesThatCatch = ({ cases }: Verdicts): string[] =>
  cases
    .filter(({ id, checks }) =>
      checks.some(
        ({ requirement, verdict }) =>
          ownRulesById.get(id)?.has(requirement) && ['fail', 'warn'].includes(verdict),
      ),
    )
    .map(({ id }) => id);

/** The ids of the cases that were not sent: with the current spec they do not apply. */
export const mootCases = ({ cases }: Verdicts): string[] =>
  cases.filter(({ verdict }) => verdict === 'skipped').map(({ id }) => id);

/** Problems of the table or the list, one sentence each: every case that is sent fails on a mutant, or is listed. */
export function coverageGaps(
  mutantsByCase: ReadonlyMap<string, readonly string[]>,
  moot: ReadonlySet<string>,
): string[] {
  const listed = unfailing.map(({ id }) => id);
  const idle = contractCases()
    .map(({ id }) => id)
    .filter((id) => !mutantsByCase.has(id) && !moot.has(id));
  return [
    ...idle.filter((id) => !listed.includes(id)).map((id) => `the case ${id} fails on no mutant`),
    ...listed
      .filter((id) => !idle.includes(id))
      .map(
        (id) =>
          `the case ${id} is listed as failing on no mutant, but fails on ${mutantsByCase.get(id)?.join(', ')}`,
      ),
  ];
}
