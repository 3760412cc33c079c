import { contract as builtIn } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import {
  type ContractCase,
  contractCases,
  type KnownFailure,
  type RunOptions,
} from '../../tests/contract/index.ts';
import { selectCases } from '../../tests/contract/run/choice/select.ts';
import type { Limits } from '../../tests/contract/settings.ts';
import { UserError } from '../cli/user-error.ts';
import type { EmbeddedMock } from '../deployment/embedded-mock.ts';
import { prepareTarget, reachDeployment } from '../deployment/prepare.ts';
import { readKnownFailures } from '../verify/run-options.ts';
import { type DeploymentOptions, readDeployment } from './deployment.ts';
import { contractKind, flag, type Shape, suggestion, text, textOrTexts, textsByName } from './options.ts';
import { knownFailuresKind, limitsKind } from './run.ts';

/** The deployment to check, and the options of the run. */
export interface ContractTestOptions {
  /** The contract to check. Default: the built-in one. */
  contract?: Contract;
  /**
   * The deployment. Default: the one in the `UPLOAD_…` variables of `verify`. Without `UPLOAD_BASE_URL`, and with
   * `'mock'`, a mock of the contract, which is started for the run.
   */
  deployment?: DeploymentOptions | 'mock';
  /** The variables. Default: `process.env`. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** The ids of the cases, `*` for any characters. Default: all of them. */
  only?: string | readonly string[];
  /** The limits of the run. Default: as with `verify`. */
  limits?: Partial<Limits>;
  /** Broken SHOULD rules fail, too. Default: `UPLOAD_STRICT`. */
  strict?: boolean;
  /** Known failures, or the file that lists them. Default: `UPLOAD_KNOWN_FAILING`. */
  knownFailures?: readonly KnownFailure[] | string;
  /** The name of the suite of tests. Default: `the upload contract`. */
  name?: string;
}

/** Errors are thrown when the tests are defined, not when they run. */
export const contractTestShape: Shape<ContractTestOptions> = {
  contract: contractKind,
  deployment: (value, name) =>
    value === 'mock' || typeof value === 'object' ? [] : [`${name} must be a deployment or 'mock'.`],
  environment: (value, name) => textsByName(Object.fromEntries(definedOf(value)), name),
  only: textOrTexts,
  limits: limitsKind,
  strict: flag,
  knownFailures: (value, name) => (typeof value === 'string' ? [] : knownFailuresKind(value, name)),
  name: text,
};

const definedOf = (variables: unknown) =>
  Object.entries(variables ?? {}).filter(([, value]) => value !== undefined);

/** The cases with a test each. @throws TypeError when a glob matches none. */
export function casesOf({ contract = builtIn, only = [] }: ContractTestOptions): readonly ContractCase[] {
  const all = contractCases(contract);
  const { selected, unmatched } = selectCases(all, [only].flat());
  if (unmatched.length === 0) return selected;
  const ids = all.map(({ id }) => id);
  throw new TypeError(
    unmatched.map((glob) => `only: no case has the id '${glob}'.${suggestion(glob, ids)}`).join('\n'),
  );
}

/** A run that is ready, and the mock that was started for it. */
export interface PreparedRun {
  options: Pick<RunOptions, 'contract' | 'deployment' | 'limits' | 'knownFailures'> & { strict: boolean };
  mock: EmbeddedMock | undefined;
}

/** @throws TypeError or UserError that names what is wrong. */
export async function prepareRun(options: ContractTestOptions): Promise<PreparedRun> {
  const { contract = builtIn, environment = process.env, limits } = options;
  const knownFailures = await knownFailuresOf(
    options.knownFailures ?? environment.UPLOAD_KNOWN_FAILING ?? [],
  );
  const { mock, ...reached } = await reach(options.deployment, contract, environment);
  return {
    options: {
      contract,
      deployment: reached.deployment,
      limits: { ...reached.limits, ...limits },
      strict: options.strict ?? !['', '0', undefined].includes(environment.UPLOAD_STRICT),
      knownFailures,
    },
    mock,
  };
}

async function reach(
  deployment: ContractTestOptions['deployment'],
  contract: Contract,
  environment: NodeJS.ProcessEnv,
) {
  if (typeof deployment === 'object')
    return { deployment: readDeployment(deployment, contract), limits: {}, mock: undefined };
  const prepared = await prepareTarget({}, deployment === 'mock' ? {} : environment, contract);
  const { mock, ...reached } = await reachDeployment(prepared, contract);
  return { deployment: reached.deployment, limits: prepared.limits, mock };
}

async function knownFailuresOf(given: readonly KnownFailure[] | string): Promise<readonly KnownFailure[]> {
  if (typeof given !== 'string') return given;
  const problems: string[] = [];
  const entries = await readKnownFailures(given === '' ? undefined : given, problems);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return entries;
}
