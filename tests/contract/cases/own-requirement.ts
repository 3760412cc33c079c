import type { RequirementId } from '../../../spec/requirements.ts';
import type { ContractCase } from '../case.ts';

/**
 * The rule that a case tests: the one that its last step cites. For near misses of types, the rule that sets them apart.
 */
export function ownRequirement({ steps, repeats }: Pick<ContractCase, 'steps' | 'repeats'>): RequirementId {
  if (repeats) return 'R20';
  const expected = steps.at(-1)?.expect;
  if (expected?.outcome === 'accepted' && expected.type?.by === 'R16') return 'R16';
  return expected?.by ?? 'R1';
}
