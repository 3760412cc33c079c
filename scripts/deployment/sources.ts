import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { environmentNames } from '../../tests/contract/settings.ts';
import { keepSecret } from '../cli/secrets.ts';
import { embeddedCredentials } from './embedded-mock.ts';
import type { RawSettings } from './settings.ts';

/** Values of the command line: certificates and keys are file names. */
export interface DeploymentOptions extends RawSettings {
  envFile?: string;
}

/** The values of options, environment and files together. */
export interface Sources {
  raw: RawSettings;
  /** There is no base URL: the run checks the embedded mock, and generates missing credentials. */
  embedded: boolean;
  /** Why files could not be read. */
  problems: string[];
}

/** Merges the sources: options win over the environment, and the environment over the env file. */
export async function readSources(
  { envFile, ca, cert, key, ...options }: DeploymentOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Sources> {
  const problems: string[] = [];
  const file = await readText('--env-file', envFile, problems);
  // Values that an unreadable env file may contain are not reported as missing.
  const isWhole = problems.length === 0;
  const named = [given(options), pickVariables(environment), pickVariables(parseEnv(file ?? ''))];
  for (const { token } of named) keepSecret(token);
  const embedded = named.every(({ baseUrl }) => baseUrl === undefined);
  const standIns = embedded || !isWhole ? { baseUrl: 'http://127.0.0.1', ...embeddedCredentials() } : {};
  const sources: RawSettings[] = [...named, standIns];
  // Of token and token command, the one from the closer source counts.
  const closest = sources.find(({ token, tokenCommand }) => (token ?? tokenCommand) !== undefined);
  const { token, tokenCommand } = closest ?? {};
  const pems = {
    ca: await readPem('--ca', ca, problems),
    cert: await readPem('--cert', cert, problems),
    key: await readPem('--key', key, problems),
  };
  const raw: RawSettings = {
    ...Object.assign({}, ...sources.toReversed()),
    token,
    tokenCommand: token === undefined ? tokenCommand : undefined,
    ...given(pems),
  };
  return { raw, embedded, problems };
}

/** The members of an object that are defined. */
const given = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as typeof members;

/** Empty variables count as not set. */
function pickVariables(variables: Record<string, string | undefined>): RawSettings {
  const pairs = Object.entries(environmentNames).map(([option, name]) => [option, variables[name]] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== ''));
}

/** An empty text usually comes from an unset variable. */
export const emptyOption = (option: string): string =>
  `${option} is empty. Leave it out, or give it a value.`;

/** @returns an empty text when the file cannot be read: it was given, which is enough for other checks. */
export async function readText(
  option: string,
  path: string | undefined,
  problems: string[],
): Promise<string | undefined> {
  if (path === undefined) return undefined;
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    problems.push(
      path === '' ? emptyOption(option) : `${option}: cannot read ${path} (${error.code ?? error})`,
    );
    return '';
  });
}

async function readPem(option: string, path: string | undefined, problems: string[]) {
  const before = problems.length;
  const text = await readText(option, path, problems);
  if (text !== undefined && problems.length === before && !text.includes('-----BEGIN '))
    problems.push(`${option}: ${path} is not a PEM file`);
  return text;
}
