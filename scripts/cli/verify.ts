import { Command } from 'commander';
import { contract } from '../../generated/contract.ts';
import { prepareTarget, reachDeployment } from '../deployment/prepare.ts';
import type { DeploymentOptions } from '../deployment/sources.ts';
import { createLeftovers } from '../verify/leftovers.ts';
import { addVerifyOptions } from '../verify/options.ts';
import { exitCodes } from '../verify/reports.ts';
import { type RunFlags, readRunFlags } from '../verify/run-options.ts';
import { createTerminal } from '../verify/terminal.ts';
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

A --cleanup-command gets the variables UPLOAD_BASE_URL, UPLOAD_CLIENT_ID, UPLOAD_ACCOUNT_ID, UPLOAD_TOKEN and UPLOAD_CASE, and each string,
number and boolean of the response body (fileId as UPLOAD_FILE_ID). It may take 30 seconds an upload, and five minutes in total. If
it fails, the run reports that, and the verdict stays the same.

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
    const { renderList } = await import('../verify/plan.ts');
    return console.log(renderList(selected, options.format ?? 'text', contract));
  }
  const prepared = await prepareTarget(options, process.env, contract, problems);
  if (options.dryRun) {
    const { renderPlan } = await import('../verify/plan.ts');
    return console.log(renderPlan(selected, prepared.deployment, contract));
  }
  // The embedded mock starts while this process loads the suite.
  const [{ deployment, mock }, { check }] = await Promise.all([
    reachDeployment(prepared),
    import('../verify/check.ts'),
  ]);
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
