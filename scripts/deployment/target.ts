import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type RawSettings, readSettings, type Target } from '../../tests/contract/settings.ts';
import { keepSecret } from '../cli/secrets.ts';
import { UserError } from '../cli/user-error.ts';
import { embeddedCredentials } from './embedded-mock.ts';
import type { Named, Sources } from './sources.ts';

/**
 * Checks what the sources and the other options say, all of it, and makes up what an embedded mock needs. The token
 * command runs last: only where nothing else is wrong.
 *
 * @throws UserError with every problem at once, or when the command fails or prints nothing.
 */
export async function readTarget(
  { named, command, problems }: Sources,
  options: Omit<RawSettings, keyof Named>,
  otherProblems: readonly string[] = [],
): Promise<Target & { embedded: boolean }> {
  const embedded = named.baseUrl === undefined;
  const standIns = { baseUrl: 'http://127.0.0.1', ...embeddedCredentials({}) };
  // What an unreadable file may have named is not called missing.
  const target = embedded || problems.length > 0 ? { ...standIns, ...named } : named;
  const unasked = command === undefined ? target : { ...target, token: standIns.token };
  const read = readSettings({ ...options, ...unasked });
  if ('deployment' in read) for (const secret of read.deployment.secrets) keepSecret(secret);
  const all = [...problems, ...('problems' in read ? read.problems : []), ...otherProblems];
  if ('problems' in read || all.length > 0) throw new UserError(all.join('\n'));
  if (command === undefined) return { ...read, embedded };
  const answered = readSettings({ ...options, ...target, token: await runTokenCommand(command) });
  if ('problems' in answered) throw new UserError(answered.problems.join('\n'));
  return { ...answered, embedded };
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
