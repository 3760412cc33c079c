import type { Contract } from '../../../../spec/contract.ts';
import type { ContractCase } from '../../case.ts';
import { checksOf } from '../../judge/checks.ts';

/** The rules that a case is judged by. */
export const rulesOf = (contractCase: ContractCase, contract: Contract): ReadonlySet<string> =>
  new Set(checksOf(contractCase, contract).map(({ requirement }) => requirement));

/** The cases that are judged by one of these rules. */
export const casesOfRules = (
  cases: readonly ContractCase[],
  rules: readonly string[],
  contract: Contract,
): ContractCase[] =>
  cases.filter((contractCase) => {
    const own = rulesOf(contractCase, contract);
    return rules.some((rule) => own.has(rule));
  });

/** The rules that the contract does not have, or that have nothing to say about its endpoint; a sentence each. */
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
