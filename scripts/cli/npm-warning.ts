/** Options whose value is the token, or may contain it: `--env-var token=…` is Newman's own. */
const tokenOption = /^--token(=|$)|^(--env-var=)?token=/;

/**
 * A warning for a user who passes the token through npm, which prints a script's arguments and keeps them in its logs;
 * undefined when there is no need for one.
 */
export function npmWarning(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const throughNpm = environment.npm_lifecycle_event !== undefined || environment.npm_command !== undefined;
  if (!throughNpm || !args.some((arg) => tokenOption.test(arg))) return undefined;
  return 'Warning: npm shows the token of --token, and may keep it in its logs. Use UPLOAD_TOKEN, --env-file or --token-command.';
}
