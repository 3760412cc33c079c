import { Command } from 'commander';
import { contract } from '../../generated/contract.ts';
import { type Report, type RunOptions, runContract } from '../../tests/contract/index.ts';
import { prepareTarget, reachDeployment } from '../deployment/prepare.ts';
import type { DeploymentOptions } from '../deployment/sources.ts';
import { watchInterruption } from '../verify/interruption.ts';
import { createLeftovers, type Leftovers } from '../verify/leftovers.ts';
import { addVerifyOptions } from '../verify/options.ts';
import { renderList, renderPlan } from '../verify/plan.ts';
import { exitCodes, type ReportTarget, reportToGithub, writeReports } from '../verify/reports.ts';
import { type RunFlags, readRunFlags } from '../verify/run-options.ts';
import { createTerminal, type Terminal } from '../verify/terminal.ts';
import { npmWarning } from './npm-warning.ts';
import { warnOfStaleSpec } from './stale-spec.ts';
import { UserError } from './user-error.ts';

interface VerifyOptions extends DeploymentOptions, RunFlags {
  strict?: true;
}

/** The `verify` command: checks a deployment against the contract, rule by rule. */
export function verifyCommand(): Command {
  const command = new Command('verify').description(
    'Check a deployment against the upload contract, rule by rule.',
  );
  return addVerifyOptions(command).addHelpText('after', helpFooter).action(verify);
}

const helpFooter = `
Retry-After on 429 and 503 is honoured, for two minutes in total; cases that get it after that are inconclusive.

Examples:
  npm run verify                                           the embedded mock
  npm run verify -- --env-file staging.env                 a deployment
  npm run verify -- --only 'two-files*' --base-url http://localhost:8080 ...
  npm run verify -- --smoke --wait 60000 --env-file staging.env
  npm run verify -- --shard 2/3 --report json=2.json       then: npm run merge -- 1.json 2.json 3.json
  npm run verify -- --cleanup-command './remove "$UPLOAD_FILE_ID"' --env-file staging.env

A --cleanup-command gets the variables UPLOAD_BASE_URL, UPLOAD_CLIENT_ID, UPLOAD_ACCOUNT_ID, UPLOAD_TOKEN and UPLOAD_CASE, and each text,
number and boolean of the success (fileId as UPLOAD_FILE_ID). It may take 30 seconds an upload, and five minutes in total. If it
fails, the run reports that; the verdict stays.

Exit codes: 0 keeps the contract, 1 breaks it, 2 inconclusive or wrong options, 130 or 143 interrupted.`;

const detailOf = ({ quiet, verbose }: VerifyOptions) => (quiet ? 'quiet' : verbose ? 'verbose' : 'normal');

async function verify(options: VerifyOptions): Promise<void> {
  const warning = npmWarning(process.argv.slice(2), process.env);
  if (warning !== undefined) console.error(warning);
  warnOfStaleSpec();
  const { choice, selected, wait, minCoverage, targets, knownFailures, search, problems } =
    await readRunFlags(options, contract);
  if (options.list) {
    if (problems.length > 0) throw new UserError(problems.join('\n'));
    return console.log(renderList(selected, options.format ?? 'text', contract));
  }
  const prepared = await prepareTarget(options, process.env, contract, problems);
  if (options.dryRun) return console.log(renderPlan(selected, prepared.deployment, contract));

  const { deployment, mock } = await reachDeployment(prepared);
  try {
    const report = await check({
      ...choice,
      deployment,
      embedded: prepared.embedded,
      limits: prepared.limits,
      ...(wait === undefined ? {} : { wait }),
      strict: options.strict ?? false,
      knownFailures,
      minCoverage,
      docsUrl: options.docsUrl,
      search,
      terminal: createTerminal(detailOf(options), selected.length),
      targets,
      leftovers: createLeftovers(options, deployment),
    });
    process.exitCode = exitCodes[report.verdict];
  } finally {
    mock?.close();
  }
}

interface Checked extends RunOptions {
  terminal: Terminal;
  targets: readonly ReportTarget[];
  leftovers: Leftovers;
}

/** Runs the contract, shows it on the terminal as it goes on, cleans up, and writes the reports. */
async function check({ terminal: shown, targets, leftovers, ...options }: Checked): Promise<Report> {
  using terminal = shown;
  using interruption = watchInterruption(terminal.note, leftovers.list);
  const ended = await runContract({
    ...options,
    onUpload: leftovers.onUpload,
    on(event) {
      interruption.on(event);
      terminal.on(event);
    },
  });
  const report = await leftovers.settle(ended, (text) => terminal.on({ kind: 'waiting', text }));
  await writeReports(report, targets);
  await reportToGithub(report, process.env);
  terminal.end(
    report,
    targets.map(({ file }) => file),
  );
  return report;
}
