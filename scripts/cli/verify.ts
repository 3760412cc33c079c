import { Command } from 'commander';
import { contract } from '../../generated/contract.ts';
import { type Report, type RunOptions, runContract } from '../../tests/contract/index.ts';
import { prepareTarget, reachDeployment } from '../deployment/prepare.ts';
import type { DeploymentOptions } from '../deployment/sources.ts';
import { watchInterruption } from '../verify/interruption.ts';
import { listFormats, renderList, renderPlan } from '../verify/plan.ts';
import { type ReportTarget, reportKinds, reportToGithub, writeReports } from '../verify/reports.ts';
import { type RunFlags, readRunFlags } from '../verify/run-options.ts';
import { createTerminal, type Terminal } from '../verify/terminal.ts';
import { npmWarning } from './npm-warning.ts';
import { warnOfStaleSpec } from './stale-spec.ts';
import { UserError } from './user-error.ts';

interface VerifyOptions extends DeploymentOptions, RunFlags {
  strict?: true;
}

const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

/** The `verify` command: checks a deployment against the contract, rule by rule. */
export function verifyCommand(): Command {
  const command = new Command('verify').description(
    'Checks a deployment against the upload contract, rule by rule.',
  );
  for (const add of [addDeploymentOptions, addCaseOptions, addSendingOptions, addOutcomeOptions])
    add(command);
  return command.addHelpText('after', helpFooter).action(verify);
}

const addDeploymentOptions = (command: Command): Command =>
  command
    .option(
      '--base-url <url>',
      'the deployment; a path prefix is allowed (UPLOAD_BASE_URL). Default: the embedded mock',
    )
    .option('--client-id <id>', 'the client, a path segment (UPLOAD_CLIENT_ID)')
    .option('--account-id <id>', 'an account that the token may upload to (UPLOAD_ACCOUNT_ID)')
    .option(
      '--foreign-account-id <id>',
      'an account that it may not; without it R11 is skipped (UPLOAD_FOREIGN_ACCOUNT_ID)',
    )
    .option(
      '--token-command <command>',
      'a command whose standard output is the token (UPLOAD_TOKEN_COMMAND)',
    )
    .option('--token <token>', 'the raw token, where nobody reads along: better in UPLOAD_TOKEN')
    .option(
      '--document-type-pointer <pointer>',
      `JSON pointer to the type in a success, or none (UPLOAD_DOCUMENT_TYPE_POINTER). Default: ${contract.success.documentTypePointer}`,
    )
    .option(
      '--env-file <file>',
      'the variables above from a file; flags win over environment, environment over file',
    )
    .option('--header <header>', "'Name: value', added to every request; repeatable", collect)
    .option('--redact <value>', 'another value to redact in every output; repeatable', collect);

const addCaseOptions = (command: Command): Command =>
  command
    .option('--only <glob>', 'the cases with such an id, * for any characters; repeatable', collect)
    .option('--list', 'list the cases, send nothing')
    .option('--format <format>', `of --list: ${listFormats.join(' or ')}. Default: text`)
    .option('--dry-run', 'show the requests, send nothing')
    .option('--explore <n>', 'draw n requests beyond the table, and look for one that breaks a MUST')
    .option('--seed <n>', 'draw the same requests again');

const addSendingOptions = (command: Command): Command =>
  command
    .option('--concurrency <n>', 'cases at a time. Default: 4')
    .option('--timeout <ms>', "milliseconds for one exchange, a proxy's tunnel included. Default: 10000")
    .option(
      '--max-duration <ms>',
      'milliseconds for the whole run; what does not fit is inconclusive. Default: 600000',
    )
    .option(
      '--max-uploads <n>',
      'the most uploads to leave behind, whatever the deployment takes; cases without room are inconclusive',
    )
    .option(
      '--max-bytes <n>',
      'the most bytes to leave behind, whatever the deployment takes; cases without room are inconclusive',
    )
    .option('--ca <file>', 'a certificate authority to trust beside the usual ones, PEM')
    .option('--cert <file>', 'a client certificate, PEM')
    .option('--key <file>', "the client certificate's key, PEM");

const addOutcomeOptions = (command: Command): Command =>
  command
    .option('--strict', 'SHOULD failures fail the run')
    .option('--known-failing <file>', 'accepted failures with reasons (YAML); a stale one fails the run')
    .option('--report <kind=file>', `write a report: ${reportKinds.join(', ')}; repeatable`, collect)
    .option('--quiet', 'only what is broken, and the verdict')
    .option('--verbose', 'every exchange, and every warning in full');

const helpFooter = `
Retry-After on 429 and 503 is waited for, two minutes in all; what is told to come back later then could not be told.

Examples:
  npm run verify                                           the embedded mock
  npm run verify -- --env-file staging.env                 a deployment
  npm run verify -- --only 'two-files*' --base-url http://localhost:8080 ...

Exit codes: 0 keeps the contract, 1 breaks it, 2 could not tell, 130 or 143 interrupted.`;

const detailOf = ({ quiet, verbose }: VerifyOptions) => (quiet ? 'quiet' : verbose ? 'verbose' : 'normal');

async function verify(options: VerifyOptions): Promise<void> {
  const warning = npmWarning(process.argv.slice(2), process.env);
  if (warning !== undefined) console.error(warning);
  warnOfStaleSpec();
  const { selected, targets, knownFailures, search, problems } = await readRunFlags(options, contract);
  if (options.list) {
    if (problems.length > 0) throw new UserError(problems.join('\n'));
    return console.log(renderList(selected, options.format ?? 'text', contract));
  }
  const prepared = await prepareTarget(options, process.env, contract, problems);
  if (options.dryRun) return console.log(renderPlan(selected, prepared.deployment, contract));

  const { deployment, mock } = await reachDeployment(prepared);
  try {
    const report = await check({
      deployment,
      limits: prepared.limits,
      cases: selected.map(({ id }) => id),
      chosenBy: `--only: ${options.only?.join(', ')}`,
      strict: options.strict ?? false,
      knownFailures,
      search,
      terminal: createTerminal(detailOf(options), selected.length),
      targets,
    });
    await reportToGithub(report, process.env);
    process.exitCode = { conforms: 0, violates: 1, inconclusive: 2 }[report.verdict];
  } finally {
    mock?.close();
  }
}

/** Runs the contract, shows it on the terminal as it goes on, and writes the reports. */
async function check({
  terminal: shown,
  targets,
  ...options
}: RunOptions & { terminal: Terminal; targets: readonly ReportTarget[] }): Promise<Report> {
  using terminal = shown;
  using interruption = watchInterruption(terminal.note);
  const report = await runContract({
    ...options,
    on(event) {
      interruption.on(event);
      terminal.on(event);
    },
  });
  await writeReports(report, targets);
  terminal.end(
    report,
    targets.map(({ file }) => file),
  );
  return report;
}
