import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import type { ContractCase } from '../../tests/contract/case.ts';
import { selectCases } from '../../tests/contract/engine/select.ts';
import { readSettings, type Settings } from '../../tests/contract/engine/settings.ts';
import { caseTable } from '../../tests/contract/table.ts';
import { keepSecret } from '../secrets.ts';
import { UserError } from '../user-error.ts';
import { type EmbeddedMock, embeddedCredentials, startEmbeddedMock } from './embedded-mock.ts';
import { type Flags, readSources } from './sources.ts';
import { tool } from './tool.ts';

/** The options of `verify` that say what is checked, and where; texts as given. */
export interface TargetOptions extends Flags {
  header?: string[];
  redact?: string[];
  concurrency?: string;
  timeout?: string;
  maxUploads?: string;
  maxBytes?: string;
  ca?: string;
  cert?: string;
  key?: string;
}

/** @throws UserError naming the globs that choose no case. */
export function chooseCases(globs: readonly string[]): ContractCase[] {
  const { selected, unmatched } = selectCases(caseTable, globs);
  if (unmatched.length === 0) return selected;
  throw new UserError(`--only ${unmatched.join(', ')}: no case has such an id (--list shows them all)`);
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
  const named = await readSources(options, environment);
  const embedded = named.baseUrl === undefined;
  const target = embedded ? { ...embeddedCredentials(named), baseUrl: 'http://127.0.0.1' } : named;
  const read = readSettings({ ...options, ...target });
  if ('facts' in read) for (const secret of read.facts.secrets) keepSecret(secret);
  const certificates = await readCertificates(options);
  const problems = [...('problems' in read ? read.problems : []), ...certificates.problems, ...otherProblems];
  if ('problems' in read || problems.length > 0) throw new UserError(problems.join('\n'));
  return {
    embedded,
    settings: {
      ...read.facts,
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
