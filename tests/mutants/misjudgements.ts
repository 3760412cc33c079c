import { contract } from '../../generated/contract.ts';
import type { RequirementId } from '../../spec/requirements.ts';
import { levelOf } from '../contract/judge/checks.ts';
import type { Verdict } from '../contract/judge/verdict.ts';
import type { Mutant, Variant } from './mutant.ts';
import type { Verdicts } from './verdicts.ts';

/** Errors in the suite's verdict on a deployment, one sentence each; none when it is right. */
export const misjudgementsOf = (deployment: Mutant | Variant, report: Verdicts): string[] =>
  'fault' in deployment ? mutantFindings(deployment, report) : variantFindings(deployment, report);

/** The rules that a mutant breaks catch it, and no others. */
function mutantFindings(mutant: Mutant, report: Verdicts): string[] {
  const { breaks, alsoFails = [], alsoWarns = [] } = mutant;
  const isMust = levelOf(breaks, contract) === 'MUST';
  return [
    ...difference('fail', report, isMust ? [breaks, ...alsoFails] : [...alsoFails]),
    ...difference('warn', report, isMust ? [...alsoWarns] : [breaks, ...alsoWarns]),
    ...verdictFindings(report, isMust ? 'violates' : 'conforms'),
  ];
}

/** A variant breaks no rule, and has no inconclusive case. */
const variantFindings = (variant: Variant, report: Verdicts): string[] => [
  ...difference('fail', report, []),
  ...difference('warn', report, variant.warns),
  ...difference('inconclusive', report, []),
  ...verdictFindings(report, 'conforms'),
];

function difference(
  verdict: Verdict,
  { requirements }: Verdicts,
  expected: readonly RequirementId[],
): string[] {
  const found = requirements.filter((requirement) => requirement.verdict === verdict).map(({ id }) => id);
  return [
    ...expected.filter((id) => !found.includes(id)).map((id) => `${id} is not judged ${verdict}`),
    ...found.filter((id) => !expected.includes(id)).map((id) => `${id} is judged ${verdict} by mistake`),
  ];
}

const verdictFindings = (report: Verdicts, expected: Verdicts['verdict']): string[] =>
  report.verdict === expected ? [] : [`the verdict is ${report.verdict}, not ${expected}`];
