import { keepSecret } from '../cli/secrets.ts';
import { UserError } from '../cli/user-error.ts';
import { tokenProblems } from './settings.ts';
import { runInShell } from './shell.ts';

/** Milliseconds. */
const timeout = 60_000;

/**
 * Obtains the token. The command's output is never shown, because it may contain the token.
 *
 * @throws UserError when the command fails, or prints no token.
 */
export async function runTokenCommand(command: string): Promise<string> {
  const { code, timedOut, stdout } = await runInShell(command, { timeout });
  if (code !== 0) {
    const end = timedOut ? 'did not finish within 60 seconds' : `failed with exit code ${code}`;
    throw new UserError(`Could not obtain the token: --token-command ${end}. Run it by itself to see why.`);
  }
  const token = stdout.replace(/\r?\n$/, '');
  keepSecret(token);
  if (token === '')
    throw new UserError('Could not obtain the token: --token-command printed nothing to standard output.');
  const problems = tokenProblems(token);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return token;
}
