import type { Contract } from '../../../spec/contract.ts';
import type { Requirement, RequirementId } from '../../../spec/requirements.ts';
import type { ContractCase, Expectation, RequestRecipe } from '../../../tests/contract/case.ts';
import { type Check, checksOf, isOfWholeCase } from '../../../tests/contract/judge/checks.ts';

export function requirementOf(id: RequirementId, { requirements }: Contract): Requirement {
  const requirement = requirements.find((candidate) => candidate.id === id);
  if (requirement === undefined) throw new Error(`spec/requirements.yaml has no ${id}`);
  return requirement;
}

/** One exchange of a case, under its name in the exports. */
export interface NamedStep {
  contractCase: ContractCase;
  index: number;
  recipe: RequestRecipe;
  expect: Expectation;
  control: string | undefined;
  /** The case's id, with a number after it if the case has several steps. */
  key: string;
}

export const namedSteps = (contractCase: ContractCase): NamedStep[] =>
  contractCase.steps.map(({ request, expect, control }, index) => ({
    contractCase,
    index,
    recipe: request,
    expect,
    control,
    key: contractCase.steps.length === 1 ? contractCase.id : `${contractCase.id}/${index + 1}`,
  }));

/** The rules that the expectation itself names; the others apply to every exchange. */
function namedRules({ expect }: NamedStep): Set<RequirementId> {
  if (expect.outcome !== 'accepted') return new Set([expect.by]);
  return new Set([expect.by, expect.type?.by, expect.bytesKept].filter((rule) => rule !== undefined));
}

/** The purpose of a request, in Markdown: requirement, level and sentence, and all its checks. */
export function describeStep(step: NamedStep, contract: Contract): string {
  const rules = namedRules(step);
  const checks = checksOfStep(step, contract);
  const sentences = [...rules].map((id) => {
    const { level, statement } = requirementOf(id, contract);
    return `**${id}** (${level}): ${statement}`;
  });
  const list = checks.map(({ requirement, level, expected }) => `- ${requirement} (${level}): ${expected}`);
  const basis = step.control === undefined ? '' : ` Its control is \`${step.control}\`.`;
  return [...sentences, `Expected:${basis}`, list.join('\n')].join('\n\n');
}

/** The checks of one exchange. Only the last one can compare equal responses. */
export function checksOfStep({ contractCase, index }: NamedStep, contract: Contract): Check[] {
  const isLast = index === contractCase.steps.length - 1;
  return checksOf(contractCase, contract).filter((check) =>
    isOfWholeCase(check) ? isLast : check.step === index,
  );
}
