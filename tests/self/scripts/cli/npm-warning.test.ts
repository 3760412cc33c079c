import { expect, test } from 'vitest';
import { npmWarning } from '../../../../scripts/cli/npm-warning.ts';
import { commandHere } from './here.ts';

const npm = { npm_lifecycle_event: 'verify', npm_command: 'run-script' };

test.each<[args: string[], environment: Record<string, string>, warned: boolean]>([
  [['verify', '--token', 'x'], npm, true],
  [['verify', '--token=x'], npm, true],
  [['verify', '--token', 'x'], { npm_command: 'exec' }, true],
  [['--env-var', 'token=x'], npm, true],
  [['--env-var=token=x'], npm, true],
  [['verify', '--token-command', 'print-token'], npm, false],
  [['verify', '--env-file', 'staging.env'], npm, false],
  [['--env-var', 'baseUrl=http://x/?token=x'], npm, false],
  [['verify', '--token', 'x'], {}, false],
])('%j with %j: %s', (args, environment, warned) => {
  expect(npmWarning(args, environment) !== undefined).toBe(warned);
});

test('verify prints it as one line on standard error, without the token', async () => {
  const args = ['verify', '--list', '--only', 'csv-file', '--token', 'secret-of-npm'];
  const { code, stdout, stderr } = await commandHere(args, npm);
  expect(code).toBe(0);
  expect(stdout).toContain('csv-file');
  expect(stderr).toMatch(/^Warning: npm shows .*UPLOAD_TOKEN, --env-file or --token-command\.\n$/);
  expect(stdout + stderr).not.toContain('secret-of-npm');
});
