import type { Contract } from '../../spec/contract.ts';
import type { ContractCase } from '../../tests/contract/case.ts';
import { rulesOf } from '../../tests/contract/run/choice/rules.ts';
import { isSmall, uploadsLeft } from '../../tests/contract/run/choice/uploads.ts';

/** The cases that break a MUST on each mutant. */
export type MutantMatrix = Map<string, string[]>;

/** The maximum cost of `--smoke`. */
const mostCases = 25;
const mostUploads = 12;

/** Number of cases that are exchanged at a time, until there is no gain. */
interface Candidate {
  contractCase: ContractCase;
  mutants: string[];
  rules: string[];
}

/**
 * Chooses the cases that together catch most mutants and touch every MUST, within the cost of a smoke run: the best one
 * at a time, then exchanges until none catches more. Pure; the same matrix gives the same set.
 */
export function chooseSmokeSet(
  table: readonly ContractCase[],
  matrix: MutantMatrix,
  contract: Contract,
): { cases: string[]; caught: number } {
  const candidates = table.filter(isSmall).map(
    (contractCase): Candidate => ({
      contractCase,
      mutants: [...matrix].filter(([, ids]) => ids.includes(contractCase.id)).map(([mutant]) => mutant),
      rules: mustRulesOf(contractCase, contract),
    }),
  );
  const fits = (set: readonly Candidate[]): boolean =>
    set.length <= mostCases &&
    uploadsLeft(
      table,
      set.map(({ contractCase }) => contractCase),
    ) <= mostUploads;
  const worth = worthIn(candidates);
  const set = improved(greedy(candidates, fits, worth), candidates, fits, worth);
  return {
    cases: set.map(({ contractCase }) => contractCase.id),
    caught: new Set(set.flatMap(({ mutants }) => mutants)).size,
  };
}

function mustRulesOf(contractCase: ContractCase, contract: Contract): string[] {
  const own = rulesOf(contractCase, contract);
  return contract.requirements.filter(({ id, level }) => level === 'MUST' && own.has(id)).map(({ id }) => id);
}

/**
 * A MUST that is not touched weighs more than any number of mutants. Of sets that catch the same number, the better one
 * catches mutants that many cases catch: those are the common faults.
 */
function worthIn(candidates: readonly Candidate[]): Worth {
  const catchers = countOf(candidates.flatMap(({ mutants }) => mutants));
  const all = candidates.reduce((sum, { mutants }) => sum + mutants.length, 0);
  return (set) => {
    const caught = [...new Set(set.flatMap(({ mutants }) => mutants))];
    const met = caught.reduce((sum, mutant) => sum + (catchers.get(mutant) ?? 0), 0);
    return 1000 * new Set(set.flatMap(({ rules }) => rules)).size + caught.length + met / (all + 1);
  };
}

function countOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

type Worth = (set: readonly Candidate[]) => number;

type Fits = (set: readonly Candidate[]) => boolean;

function greedy(candidates: readonly Candidate[], fits: Fits, worth: Worth): Candidate[] {
  let set: Candidate[] = [];
  for (;;) {
    const next = bestOf(
      set,
      candidates.filter((each) => !set.includes(each)).map((each) => [...set, each]),
      fits,
      worth,
    );
    if (next === set) return set;
    set = next;
  }
}

/** Exchanges one case for another while that improves the set, and fills free places. */
function improved(
  start: Candidate[],
  candidates: readonly Candidate[],
  fits: Fits,
  worth: Worth,
): Candidate[] {
  let set = start;
  for (;;) {
    const others = candidates.filter((each) => !set.includes(each));
    const exchanges = set.flatMap((out) => {
      const rest = set.filter((each) => each !== out);
      return others.map((each) => [...rest, each]);
    });
    const next = bestOf(set, [...others.map((each) => [...set, each]), ...exchanges], fits, worth);
    if (next === set) return set;
    set = next;
  }
}

function bestOf(set: Candidate[], sets: readonly Candidate[][], fits: Fits, worth: Worth): Candidate[] {
  let best = set;
  let most = worth(set);
  for (const each of sets) {
    const value = worth(each);
    if (value <= most || !fits(each)) continue;
    best = each;
    most = value;
  }
  return best;
}
