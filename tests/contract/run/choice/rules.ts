import type { Contract } from '../../../../spec/contract.ts';
import type { ContractCase } from '../../case.ts';
import { checksOf } from '../../judge/checks.ts';

/** The rules that judge a case. */
export const rulesOf = (contractCase: ContractCase, contract: Contract): ReadonlySet<string> =>
  new Set(checksOf(contractCase, contract).map(({ requirement }) => requirement));

/** The cases that one of these rules judges. */
export const casesOfRules = (
  cases: readonly ContractCase[],
  rules: readonly string[],
  contract: Contract,
): ContractCase[] =>
  cases.filter((contractCase) => {
    const own = rulesOf(contractCase, contract);
    return rules.some((rule) => own.has(rule));
  });

/** Rules that the contract does not have, or that do not apply to its endpoint; one sentence each. */
export function ruleProblems(rules: readonly string[], { requirements }: Contract): string[] {
  return [...new Set(rules)].flatMap((rule) => {
    const found = requirements.find(({ id }) => id === rule);
    if (found === undefined)
      return [`the contract has no rule ${rule}. It has ${requirements.map(({ id }) => id).join(', ')}`];
    return found.notApplicable === undefined
      ? []
      : [`${rule} does not apply to this contract: ${found.notApplicable}`];
  });
}
