import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseEnv, promisify } from 'node:util';
import { type EnvironmentOption, environmentNames } from '../../tests/contract/engine/settings.ts';
import { keepSecret } from '../secrets.ts';
import { UserError } from '../user-error.ts';

/** What the command line gives, before the environment is asked. */
export type Flags = Partial<Record<EnvironmentOption, string>> & { envFile?: string };

/**
 * Puts flags, environment and the env file together: flags win over the environment, the environment over the file.
 * A token command is only run when no token was given closer by.
 *
 * @throws UserError when the file cannot be read, or the command fails or prints nothing.
 */
export async function readSources(
  flags: Flags,
  environment: NodeJS.ProcessEnv,
): Promise<Partial<Record<EnvironmentOption, string>>> {
  const file = flags.envFile === undefined ? {} : await readEnvFile(flags.envFile);
  const sources = [pickFlags(flags), pickVariables(environment), pickVariables(file)];
  const [command] = sources
    .map(({ token, tokenCommand }) => (token === undefined ? tokenCommand : token && null))
    .filter((found) => found !== undefined);
  const merged = Object.assign({}, ...sources.toReversed());
  for (const { token } of sources) keepSecret(token);
  if (typeof command !== 'string') return merged;
  return { ...merged, token: await runTokenCommand(command) };
}

function pickFlags({ envFile: _, ...flags }: Flags) {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as typeof flags;
}

/** Variables that are set to nothing count as not set. */
function pickVariables(
  variables: Record<string, string | undefined>,
): Partial<Record<EnvironmentOption, string>> {
  const pairs = Object.entries(environmentNames).map(([option, name]) => [option, variables[name]] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== ''));
}

async function readEnvFile(path: string): Promise<Record<string, string | undefined>> {
  try {
    return parseEnv(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UserError(
      `--env-file: cannot read ${path} (${(error as NodeJS.ErrnoException).code ?? error})`,
    );
  }
}

/** The command's own output is never shown: what it prints may hold the token. */
async function runTokenCommand(command: string): Promise<string> {
  const shell = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const [file = '', ...flags] = shell;
  const { stdout } = await promisify(execFile)(file, [...flags, command], { timeout: 60_000 }).catch(
    ({ code, killed }: { code?: number | string; killed?: boolean }) => {
      const end = killed ? 'did not end within 60 seconds' : `failed with exit code ${code}`;
      throw new UserError(`--token-command ${end}: run it by itself to see why`);
    },
  );
  const token = stdout.replace(/\r?\n$/, '');
  keepSecret(token);
  if (token === '')
    throw new UserError('--token-command printed nothing: its standard output has to be the token');
  return token;
}
