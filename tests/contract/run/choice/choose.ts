import type { Contract } from '../../../../spec/contract.ts';
import type { ContractCase } from '../../case.ts';
import type { Selection } from '../../report/report.ts';
import { contractCases } from '../../table.ts';
import { casesOfRules } from './rules.ts';
import { casesOfShard, type Shard, shardOption } from './shard.ts';
import { smokeCases } from './smoke.ts';

/** The tester's choice of cases. A case is sent if every criterion selects it. */
export interface Choice {
  /** The ids of the cases to send. Default: all. */
  cases?: readonly string[];
  /** The options behind the choice, as reports show them: `--only: two-files*`. */
  chosenBy?: string;
  /** The rules to judge by, such as `['R7']`. Default: all. */
  rule?: readonly string[];
  /** A few small cases that touch every MUST and catch most faults. */
  smoke?: boolean;
  /** Every N-th of the chosen cases. `merge` puts the JSON reports of all shards together. */
  shard?: Shard;
}

export interface Chosen {
  selected: ContractCase[];
  /** The chosen part of the table; undefined for all of it. */
  selection: Selection | undefined;
  /** The choice of all shards together. */
  whole: Selection | undefined;
}

/** Chooses cases of a contract, in the order of its table. Pure. */
export function choose(contract: Contract, choice: Choice): Chosen {
  const table = contractCases(contract);
  const { smoke = false, rule = [], cases, chosenBy = 'cases', shard } = choice;
  const sieves: [by: string, chosen: readonly ContractCase[]][] = [
    ['--smoke', smoke ? smokeCases(table, contract) : table],
    [`--rule ${rule.join(', ')}`, rule.length > 0 ? casesOfRules(table, rule, contract) : table],
    [chosenBy, table.filter(({ id }) => cases?.includes(id) ?? true)],
  ];
  const whole = table.filter((each) => sieves.every(([, chosen]) => chosen.includes(each)));
  const by = sieves.filter(([, chosen]) => chosen.length < table.length).map(([name]) => name);
  const selected = shard === undefined ? whole : casesOfShard(whole, shard);
  const select = (chosen: readonly ContractCase[], names: readonly string[]): Selection | undefined =>
    chosen.length === table.length
      ? undefined
      : { chosen: chosen.length, of: table.length, by: names.join(', ') };
  return {
    selected,
    selection: select(selected, [...by, ...(shard === undefined ? [] : [shardOption(shard)])]),
    whole: select(whole, by),
  };
}

/** Why a choice selects no case, one sentence each. */
export function choiceProblems(contract: Contract, choice: Choice): string[] {
  const { shard, ...others } = choice;
  const { selected } = choose(contract, others);
  if (selected.length === 0) return ['no case matches all of the options that choose cases'];
  return shard !== undefined && shard.count > selected.length
    ? [`${shardOption(shard)}: there are only ${selected.length} cases`]
    : [];
}
