import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import type { Contract } from '../../spec/contract.ts';
import type { ContractCase } from '../../tests/contract/case.ts';
import { contractCases } from '../../tests/contract/index.ts';
import { selectCases } from '../../tests/contract/run/select.ts';
import type { Deployment, Target } from '../../tests/contract/settings.ts';
import { type EmbeddedMock, startEmbeddedMock } from './embedded-mock.ts';
import { type Flags, readSources } from './sources.ts';
import { readTarget } from './target.ts';

/** The options of `verify` that say what is checked, and where; texts as given. */
export interface TargetOptions extends Flags {
  header?: string[];
  redact?: string[];
  concurrency?: string;
  timeout?: string;
  maxDuration?: string;
  maxUploads?: string;
  maxBytes?: string;
  ca?: string;
  cert?: string;
  key?: string;
}

/** The cases that the globs choose, and a sentence about those that choose none. */
export function chooseCases(globs: readonly string[]): { selected: ContractCase[]; problems: string[] } {
  const { selected, unmatched } = selectCases(contractCases(), globs);
  if (unmatched.length === 0) return { selected, problems: [] };
  const problem = `--only ${unmatched.join(', ')}: no case has such an id (--list shows them all)`;
  return { selected, problems: [problem] };
}

/** A deployment that is ready to be checked, and the limits of the run. */
export interface Prepared extends Target {
  /** There is none yet: the embedded mock is to be started. */
  embedded: boolean;
}

/**
 * Puts together what a run needs to know. Without a base URL it is the embedded mock that will be checked, and what
 * was not named is made up for it.
 *
 * @throws UserError with every problem at once.
 */
export async function prepareTarget(
  options: TargetOptions,
  environment: NodeJS.ProcessEnv,
  otherProblems: readonly string[] = [],
): Promise<Prepared> {
  const sources = await readSources(options, environment);
  const certificates = await readCertificates(options);
  const target = await readTarget(sources, options, [...certificates.problems, ...otherProblems]);
  return { ...target, deployment: { ...target.deployment, ...certificates.texts } };
}

async function readCertificates({ ca, cert, key }: TargetOptions) {
  const problems: string[] = [];
  const read = async (option: string, path: string | undefined): Promise<string | undefined> => {
    if (path === undefined) return undefined;
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      problems.push(`${option}: cannot read ${path} (${error.code})`);
      return undefined;
    });
    if (text !== undefined && !text.includes('-----BEGIN '))
      problems.push(`${option}: ${path} is no PEM file`);
    return text;
  };
  const [authority, certificate, privateKey] = await Promise.all([
    read('--ca', ca),
    read('--cert', cert),
    read('--key', key),
  ]);
  if ((cert === undefined) !== (key === undefined)) problems.push('--cert and --key go together');
  const texts = {
    ...(authority === undefined ? {} : { ca: [...rootCertificates, authority] }),
    ...(certificate === undefined ? {} : { cert: certificate }),
    ...(privateKey === undefined ? {} : { key: privateKey }),
  };
  return { texts, problems };
}

/** Starts the embedded mock where no base URL was named; it keeps the built-in contract when none is given. */
export async function reachDeployment(
  { deployment, embedded }: Prepared,
  contract?: Contract,
): Promise<{ deployment: Deployment; mock?: EmbeddedMock }> {
  if (!embedded) return { deployment };
  const mock = await startEmbeddedMock(deployment, contract);
  return { deployment: { ...deployment, baseUrl: mock.baseUrl }, mock };
}
