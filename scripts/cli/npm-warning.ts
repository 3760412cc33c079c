/** Options whose value is the token, or may be: `--env-var token=…` is Newman's own. */
const tokenOption = /^--token(=|$)|^(--env-var=)?token=/;

/**
 * A line for who passes the token through npm, which shows a script's arguments and keeps them in its logs; undefined
 * when there is no need for one.
 */
export function npmWarning(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const throughNpm = environment.npm_lifecycle_event !== undefined || environment.npm_command !== undefined;
  if (!throughNpm || !args.some((arg) => tokenOption.test(arg))) return undefined;
  return 'Warning: npm shows the token of --token, and may keep it in its logs. Use UPLOAD_TOKEN, --env-file or --token-command.';
}
