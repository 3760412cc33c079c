import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { type EnvironmentOption, environmentNames } from '../../tests/contract/settings.ts';
import { keepSecret } from '../cli/secrets.ts';

/** What the command line gives, before the environment is asked. */
export type Flags = Partial<Record<EnvironmentOption, string>> & { envFile?: string };

export type Named = Partial<Record<EnvironmentOption, string>>;

/** What flags, environment and the env file say together. */
export interface Sources {
  named: Named;
  /** The command to ask for the token, where none was given closer by. */
  command?: string;
  /** Why the env file could not be read: what is missing may stand in it. */
  problems: string[];
}

/** Puts the sources together: flags win over the environment, the environment over the file. */
export async function readSources(flags: Flags, environment: NodeJS.ProcessEnv): Promise<Sources> {
  const file = flags.envFile === undefined ? {} : await readEnvFile(flags.envFile);
  const variables = typeof file === 'string' ? {} : file;
  const sources = [pickFlags(flags), pickVariables(environment), pickVariables(variables)];
  for (const { token } of sources) keepSecret(token);
  const closest = sources.find(({ token, tokenCommand }) => (token ?? tokenCommand) !== undefined);
  const command = closest?.token === undefined ? closest?.tokenCommand : undefined;
  return {
    named: Object.assign({}, ...sources.toReversed()),
    ...(command === undefined ? {} : { command }),
    problems: typeof file === 'string' ? [file] : [],
  };
}

function pickFlags({ envFile: _, ...flags }: Flags) {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as typeof flags;
}

/** Variables that are set to nothing count as not set. */
function pickVariables(variables: Record<string, string | undefined>): Named {
  const pairs = Object.entries(environmentNames).map(([option, name]) => [option, variables[name]] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== ''));
}

/** @returns a sentence when the file cannot be read. */
async function readEnvFile(path: string): Promise<Record<string, string | undefined> | string> {
  try {
    return parseEnv(await readFile(path, 'utf8'));
  } catch (error) {
    return `--env-file: cannot read ${path} (${(error as NodeJS.ErrnoException).code ?? error})`;
  }
}
