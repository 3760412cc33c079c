import { contract as builtIn } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import {
  contractCases,
  type RunOptions as InnerOptions,
  type Report,
  runContract as runCases,
} from '../../tests/contract/index.ts';
import { faultsOfKnownFailures } from '../../tests/contract/report/known-failures.ts';
import { choiceProblems } from '../../tests/contract/run/choice/choose.ts';
import { ruleProblems } from '../../tests/contract/run/choice/rules.ts';
import type { Shard } from '../../tests/contract/run/choice/shard.ts';
import { defaultLimits, type Limits } from '../../tests/contract/settings.ts';
import { type DeploymentOptions, readDeployment } from './deployment.ts';
import {
  callback,
  checkOptions,
  contractKind,
  docsUrlKind,
  flag,
  instanceOf,
  type Kind,
  number,
  optionsOf,
  type Shape,
  size,
  suggestion,
  text,
  texts,
  time,
} from './options.ts';

type Passed =
  | 'contract'
  | 'cases'
  | 'chosenBy'
  | 'rule'
  | 'smoke'
  | 'shard'
  | 'wait'
  | 'limits'
  | 'strict'
  | 'knownFailures'
  | 'minCoverage'
  | 'docsUrl'
  | 'search'
  | 'signal'
  | 'on'
  | 'onUpload';

/** The options of a run. */
export interface RunOptions extends Pick<InnerOptions, Passed> {
  deployment: DeploymentOptions;
}

/** @see Limits */
export const limitsKind: Kind = optionsOf<Limits>({
  concurrency: (value, name) => (value === 'auto' ? [] : number(1)(value, name)),
  timeout: time(1),
  maxDuration: time(1),
  maxUploads: size,
  maxBytes: size,
});

/** Entries are validated like those of a file. */
export const knownFailuresKind: Kind = (value, name) =>
  faultsOfKnownFailures(value).map((fault) => `${name}: ${fault}.`);

const shardOptions = optionsOf<Shard>({ index: number(1), count: number(1) });

const shape: Shape<RunOptions> = {
  contract: contractKind,
  // It is read separately, with the rules of `verify`.
  deployment: () => [],
  cases: texts,
  chosenBy: text,
  rule: texts,
  smoke: flag,
  shard: (value, name) => {
    const problems = shardOptions(value, name);
    if (problems.length > 0) return problems;
    const { index, count } = value as Shard;
    return index <= count ? [] : [`${name}.index must be a whole number from 1 to ${count}, not ${index}.`];
  },
  wait: time(0),
  limits: limitsKind,
  strict: flag,
  knownFailures: knownFailuresKind,
  minCoverage: (value, name) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([rule, share]) => number(1, 100, false)(share, `${name}.${rule}`))
      : [`${name} must be an object of percentages, such as { R7: 100, MUST: 80 }.`],
  docsUrl: docsUrlKind(),
  search: optionsOf<NonNullable<RunOptions['search']>>({
    count: number(1),
    seed: number(Number.MIN_SAFE_INTEGER),
  }),
  signal: instanceOf(AbortSignal),
  on: callback,
  onUpload: callback,
};

/**
 * Checks a deployment against the contract. Never throws because of the deployment: its faults are in the report.
 *
 * @throws TypeError that names each invalid option.
 *
 * @example
 * const report = await runContract({
 *   deployment: { baseUrl: 'https://staging.example.com', clientId: 'acme', accountId: '1001', token },
 * });
 * console.log(report.verdict, report.headline);
 */
export async function runContract(options: RunOptions): Promise<Report> {
  checkOptions('runContract', options, shape);
  const { contract = builtIn, limits = {}, cases } = options;
  refuseUnknownCases(cases ?? [], contract);
  refuseBadChoice(options, contract);
  const report = await runCases({
    ...options,
    limits: { ...defaultLimits, ...limits },
    deployment: readDeployment(options.deployment, contract),
  });
  // As plain data: console.log would show a member that is yet to be written as [Getter].
  return { ...report, cases: report.cases.map((result) => ({ ...result })) };
}

/** A choice without cases would be a run without a result. */
function refuseBadChoice(options: RunOptions, contract: Contract): void {
  const { rule = [], smoke, shard, minCoverage = {} } = options;
  const covered = Object.keys(minCoverage).filter((name) => name !== 'MUST' && name !== 'SHOULD');
  const unknown = [
    ...ruleProblems(rule, contract).map((problem) => `rule: ${problem}.`),
    ...ruleProblems(covered, contract).map((problem) => `minCoverage: ${problem}.`),
  ];
  if (unknown.length > 0) throw new TypeError(unknown.join('\n'));
  if (rule.length === 0 && !smoke && shard === undefined) return;
  const problems = choiceProblems(contract, options).map((problem) => `${problem}.`);
  if (problems.length > 0) throw new TypeError(problems.join('\n'));
}

function refuseUnknownCases(cases: readonly string[], contract: Contract): void {
  const ids = contractCases(contract).map(({ id }) => id);
  const problems = cases
    .filter((id) => !ids.includes(id))
    .map((id) => `cases: the contract has no case '${id}'.${suggestion(id, ids)}`);
  if (problems.length > 0) throw new TypeError(`${problems.join('\n')}\ncontractCases() has them all.`);
}
