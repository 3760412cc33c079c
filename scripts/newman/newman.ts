import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { contract } from '../../generated/contract.ts';
import { createRedactor } from '../../tests/contract/report/redact.ts';
import type { Deployment } from '../../tests/contract/settings.ts';
import { npmWarning } from '../cli/npm-warning.ts';
import { redactError } from '../cli/secrets.ts';
import { warnOfStaleSpec } from '../cli/stale-spec.ts';
import { UserError } from '../cli/user-error.ts';
import { type Prepared, prepareTarget, reachDeployment } from '../deployment/prepare.ts';
import type { DeploymentOptions } from '../deployment/sources.ts';
import { withFolderNames } from './folders.ts';
import { runNewman } from './process.ts';
import { type PostmanVariables, readPostmanVariables } from './variables.ts';

/** `npm run newman`: the Postman collection in Newman, against a deployment or the embedded mock. */

const folder = join(import.meta.dirname, '..', '..', 'generated', 'postman');

interface Options extends DeploymentOptions {
  environment?: string;
  envVar?: string[];
}

const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

const command = new Command('npm run newman --')
  .description(
    'Run the Postman collection in Newman, against a deployment or, without --base-url, the embedded mock.',
  )
  .option('--base-url <url>', 'URL of the deployment, path prefix included (UPLOAD_BASE_URL)')
  .option('--client-id <id>', 'the client id in the path (UPLOAD_CLIENT_ID)')
  .option('--account-id <id>', 'an account the token may upload to (UPLOAD_ACCOUNT_ID)')
  .option('--foreign-account-id <id>', 'an account the token must not upload to (UPLOAD_FOREIGN_ACCOUNT_ID)')
  .option('--token-command <command>', 'a command that prints the token (UPLOAD_TOKEN_COMMAND)')
  .option('--token <token>', 'the raw token; other users of the machine can see it, so prefer UPLOAD_TOKEN')
  .option(
    '--document-type-pointer <pointer>',
    'JSON pointer to the document type in the success response, or none',
  )
  .option('--env-file <file>', 'read the UPLOAD_ variables from a file')
  .option('-e, --environment <file>', 'a filled-in Postman environment')
  .option('--env-var <key=value>', 'a variable of that environment; repeatable', collect)
  .allowUnknownOption()
  .allowExcessArguments()
  .exitOverride()
  .addHelpText('after', '\nAll other options are passed on to `newman run`, such as --folder R7 or --bail.')
  .action((options: Options) => main(options, command.args));

async function main(options: Options, others: readonly string[]): Promise<void> {
  const warning = npmWarning(process.argv.slice(2), process.env);
  if (warning !== undefined) console.error(warning);
  warnOfStaleSpec();
  const { deployment, mock } = await reachDeployment(await prepare(options));
  try {
    const redact = createRedactor(deployment.token ?? '');
    process.exitCode = await runNewman(
      folder,
      withFolderNames(others, contract),
      variablesOf(deployment),
      redact,
    );
  } finally {
    mock?.close();
  }
}

/**
 * Flags win over Postman's variables, and those over UPLOAD_ variables and the env file.
 *
 * @throws UserError with all problems together.
 */
async function prepare({ environment, envVar, ...flags }: Options): Promise<Prepared> {
  const problems: string[] = [];
  const postman = await readPostmanVariables(environment, envVar, problems);
  return prepareTarget({ ...postman, ...flags }, process.env, contract, problems);
}

const variablesOf = (settings: Deployment): PostmanVariables => ({
  baseUrl: settings.baseUrl,
  clientId: settings.clientId,
  accountId: settings.accountId ?? '',
  foreignAccountId: settings.foreignAccountId ?? '',
  token: settings.token ?? '',
  documentTypePointer: settings.documentTypePointer ?? 'none',
});

command.parseAsync().catch(async (error: Error) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  console.error(await redactError((error instanceof UserError ? error.message : error.stack) ?? ''));
  process.exitCode = 2;
});
