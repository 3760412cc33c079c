import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import type { ContractCase } from '../../tests/contract/case.ts';
import { selectCases } from '../../tests/contract/run/select.ts';
import type { Settings } from '../../tests/contract/settings.ts';
import { caseTable } from '../../tests/contract/table.ts';
import { tool } from '../verify/tool.ts';
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
  const { selected, unmatched } = selectCases(caseTable, globs);
  if (unmatched.length === 0) return { selected, problems: [] };
  const problem = `--only ${unmatched.join(', ')}: no case has such an id (--list shows them all)`;
  return { selected, problems: [problem] };
}

/**
 * Puts together what a run needs to know. Without a base URL it is the embedded mock that will be checked, and what
 * was not named is made up for it.
 *
 * @throws UserError with every problem at once.
 */
export async function prepareSettings(
  options: TargetOptions,
  selected: readonly ContractCase[],
  environment: NodeJS.ProcessEnv,
  otherProblems: readonly string[] = [],
): Promise<{ settings: Settings; embedded: boolean }> {
  const sources = await readSources(options, environment);
  const certificates = await readCertificates(options);
  const { facts, embedded } = await readTarget(sources, options, [
    ...certificates.problems,
    ...otherProblems,
  ]);
  return {
    embedded,
    settings: {
      ...facts,
      ...certificates.texts,
      tool,
      run: randomBytes(3).toString('hex'),
      selected: selected.map(({ id }) => id),
    },
  };
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

/** Starts the embedded mock where no base URL was named; the settings then point to it. */
export async function reachDeployment(prepared: {
  settings: Settings;
  embedded: boolean;
}): Promise<{ settings: Settings; mock?: EmbeddedMock }> {
  const { settings, embedded } = prepared;
  if (!embedded) return { settings };
  const mock = await startEmbeddedMock(settings);
  return { settings: { ...settings, baseUrl: mock.baseUrl }, mock };
}
