import type { Contract } from '../../../../spec/contract.ts';
import type { ContractCase } from '../../case.ts';
import { levelOf } from '../../judge/checks.ts';
import { rulesOf } from './rules.ts';
// Written by `npm run smoke-set`: the cases that catch most of the mutants.
import smokeSet from './smoke-set.json' with { type: 'json' };
import { isSmall, uploadsLeft } from './uploads.ts';

const smokeIds: readonly string[] = smokeSet;

/**
 * The cases of a smoke run: those of the set that the contract has, and for each MUST that they miss, the case that
 * leaves least behind. Pure.
 */
export function smokeCases(table: readonly ContractCase[], contract: Contract): ContractCase[] {
  const chosen = new Set(table.filter(({ id }) => smokeIds.includes(id)));
  const touched = new Set([...chosen].flatMap((each) => [...rulesOf(each, contract)]));
  for (const { id } of contract.requirements) {
    if (touched.has(id) || levelOf(id, contract) !== 'MUST') continue;
    const citing = table.filter((each) => rulesOf(each, contract).has(id));
    const next = cheapest(table, [...chosen], citing);
    if (next === undefined) continue;
    chosen.add(next);
    for (const rule of rulesOf(next, contract)) touched.add(rule);
  }
  return table.filter((each) => chosen.has(each));
}

/** The case that adds least to what the others leave behind. A large one only if there is no other. */
function cheapest(
  table: readonly ContractCase[],
  chosen: readonly ContractCase[],
  candidates: readonly ContractCase[],
): ContractCase | undefined {
  const cost = (each: ContractCase): number =>
    uploadsLeft(table, [...chosen, each]) + (isSmall(each) ? 0 : 1000);
  const costs = new Map(candidates.map((each) => [each, cost(each)]));
  const least = Math.min(...costs.values());
  return candidates.find((each) => costs.get(each) === least);
}
