import { contract as builtIn } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import {
  contractCases,
  type RunOptions as InnerOptions,
  type Report,
  runContract as runCases,
} from '../../tests/contract/index.ts';
import { choiceProblems } from '../../tests/contract/run/choice/choose.ts';
import { ruleProblems } from '../../tests/contract/run/choice/rules.ts';
import type { Shard } from '../../tests/contract/run/choice/shard.ts';
import { defaultLimits, type Limits } from '../../tests/contract/settings.ts';
import { type DeploymentOptions, readDeployment } from './deployment.ts';
import { namesOf, refuseUnknown } from './unknown-options.ts';

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
  | 'search'
  | 'signal'
  | 'on'
  | 'onUpload';

/** What is run, against what, and how. */
export interface RunOptions extends Pick<InnerOptions, Passed> {
  deployment: DeploymentOptions;
}

const names = namesOf<RunOptions>({
  contract: true,
  deployment: true,
  cases: true,
  chosenBy: true,
  rule: true,
  smoke: true,
  shard: true,
  wait: true,
  limits: true,
  strict: true,
  knownFailures: true,
  search: true,
  signal: true,
  on: true,
  onUpload: true,
});

const limitNames = namesOf<Limits>({
  concurrency: true,
  timeout: true,
  maxDuration: true,
  maxUploads: true,
  maxBytes: true,
});

/**
 * Checks a deployment against the contract. What the deployment does is never thrown: it is in the report.
 *
 * @throws TypeError when an option is wrong, naming it.
 *
 * @example
 * const report = await runContract({
 *   deployment: { baseUrl: 'https://staging.example.com', clientId: 'acme', accountId: '1001', token },
 * });
 * console.log(report.verdict, report.headline);
 */
export async function runContract(options: RunOptions): Promise<Report> {
  refuseUnknown('runContract', options, names);
  const { contract = builtIn, limits = {}, cases } = options;
  refuseUnknown('limits', limits, limitNames);
  refuseNoNumbers(limits);
  const ids = new Set(contractCases(contract).map(({ id }) => id));
  const unknown = cases?.filter((id) => !ids.has(id)) ?? [];
  if (unknown.length > 0)
    throw new TypeError(
      `cases: the contract has no case ${unknown.join(', ')}. contractCases() has them all.`,
    );
  refuseBadChoice(options, contract);
  return runCases({
    ...options,
    limits: { ...defaultLimits, ...limits },
    deployment: readDeployment(options.deployment, contract),
  });
}

function refuseBadChoice({ rule = [], shard, wait, ...options }: RunOptions, contract: Contract): void {
  if (!Array.isArray(rule)) throw new TypeError("rule has to be a list of rules, such as ['R7'].");
  if (wait !== undefined && !(Number.isInteger(wait) && wait >= 0))
    throw new TypeError(`wait has to be a whole number of milliseconds from 0, not ${wait}.`);
  if (shard !== undefined) refuseBadShard(shard);
  const unknown = ruleProblems(rule, contract).map((problem) => `rule: ${problem}.`);
  if (unknown.length > 0) throw new TypeError(unknown.join('\n'));
  if (rule.length === 0 && !options.smoke && shard === undefined) return;
  const problems = choiceProblems(contract, { ...options, rule, ...(shard && { shard }) });
  if (problems.length > 0) throw new TypeError(problems.map((problem) => `${problem}.`).join('\n'));
}

function refuseBadShard({ index, count }: Shard): void {
  const isPart = Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count;
  if (!isPart)
    throw new TypeError(
      `shard has to be { index, count }, whole numbers with index from 1 to count, not { index: ${index}, count: ${count} }.`,
    );
}

function refuseNoNumbers(limits: Partial<Limits>): void {
  for (const [name, value] of Object.entries(limits)) {
    const least = name === 'maxUploads' || name === 'maxBytes' ? 0 : 1;
    if (value !== undefined && !(Number.isInteger(value) && value >= least))
      throw new TypeError(`limits.${name} has to be a whole number from ${least}, not ${value}.`);
  }
}
