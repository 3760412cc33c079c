import type { Command } from 'commander';
import { contract } from '../../generated/contract.ts';
import { reportKinds } from './reports.ts';
import { listFormats } from './run-options.ts';

const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

const addDeploymentOptions = (command: Command): Command =>
  command
    .option(
      '--base-url <url>',
      'URL of the deployment, path prefix included (UPLOAD_BASE_URL). Default: the embedded mock',
    )
    .option('--client-id <id>', 'the client id in the path (UPLOAD_CLIENT_ID)')
    .option('--account-id <id>', 'an account the token may upload to (UPLOAD_ACCOUNT_ID)')
    .option(
      '--foreign-account-id <id>',
      'an account the token must not upload to; without it, R11 is skipped (UPLOAD_FOREIGN_ACCOUNT_ID)',
    )
    .option('--token-command <command>', 'a command that prints the token (UPLOAD_TOKEN_COMMAND)')
    .option('--token <token>', 'the raw token; other users of the machine can see it, so prefer UPLOAD_TOKEN')
    .option(
      '--document-type-pointer <pointer>',
      `JSON pointer to the document type in the success response, or none (UPLOAD_DOCUMENT_TYPE_POINTER). Default: ${contract.success.documentTypePointer}`,
    )
    .option(
      '--env-file <file>',
      'read the UPLOAD_ variables from a file; options override the environment, which overrides the file',
    )
    .option('--header <header>', "add 'Name: value' to every request; repeatable", collect)
    .option('--redact <value>', 'also redact this value in every output; repeatable', collect);

const addCaseOptions = (command: Command): Command =>
  command
    .option(
      '--only <glob>',
      'run the cases whose id matches; * stands for any characters; repeatable',
      collect,
    )
    .option('--rule <id>', 'run the cases of a rule, such as R7; repeatable', collect)
    .option('--smoke', 'run about 25 small cases that touch every MUST, in about two seconds')
    .option('--shard <i/n>', 'run part I of N of the cases; merge combines their JSON reports')
    .option('--list', 'list the cases; send nothing')
    .option('--format <format>', `format of --list: ${listFormats.join(' or ')}. Default: text`)
    .option('--dry-run', 'show the requests; send nothing')
    .option('--explore <n>', 'also send N generated requests, to find one that breaks a MUST')
    .option('--seed <n>', 'generate the same requests as a run with this seed');

const addSendingOptions = (command: Command): Command =>
  command
    .option(
      '--concurrency <n>',
      'number of concurrent cases, or auto: more while responses stay fast. Default: 4',
    )
    .option(
      '--timeout <ms>',
      "time-out of one exchange in milliseconds, including a proxy's tunnel. Default: 10000",
    )
    .option(
      '--wait <ms>',
      'wait up to this many milliseconds for the deployment to come up: retry the first connection, and 502, 503 and 504',
    )
    .option(
      '--max-duration <ms>',
      'time limit of the run in milliseconds; cases that do not fit are inconclusive. Default: 600000',
    )
    .option(
      '--max-uploads <n>',
      'stop before more than N uploads may be stored, even if the deployment accepts what it should reject; cases not sent are inconclusive',
    )
    .option(
      '--max-bytes <n>',
      'stop before more than N bytes may be stored, even if the deployment accepts what it should reject; cases not sent are inconclusive',
    )
    .option('--ca <file>', 'also trust this certificate authority (PEM)')
    .option('--cert <file>', 'client certificate (PEM)')
    .option('--key <file>', 'key of the client certificate (PEM)');

/** The options for outputs, which `merge` has, too. */
export const addReportOptions = (command: Command): Command =>
  command
    .option('--report <kind=file>', `write a report: ${reportKinds.join(', ')}; repeatable`, collect)
    .option(
      '--docs-url <url>',
      "address of a reference site (upload-contract docs), which reports link to: http, https, or a relative path. Default: the contract's externalDocs",
    )
    .option('--quiet', 'show only failures and the verdict')
    .option('--verbose', 'show every exchange, and every warning in full');

const addOutcomeOptions = (command: Command): Command =>
  command
    .option('--strict', 'treat broken SHOULD rules as failures')
    .option(
      '--min-coverage <rule=share>',
      'when limits leave cases out, require only this share of a rule, or of each MUST or SHOULD rule, such as R7=90% or MUST=60%; repeatable',
      collect,
    )
    .option(
      '--known-failing <file>',
      'known failures and their reasons (YAML); an entry that no longer fails makes the run fail',
    )
    .option(
      '--cleanup-command <command>',
      'command to run after the verdict, once for each accepted upload, with the response body on standard input and its members as UPLOAD_FILE_ID and so on',
    )
    .option('--list-uploads <file>', 'write the accepted uploads to a file, one JSON line each');

/** Adds the options of `verify`, in the order in which users need them. */
export function addVerifyOptions(command: Command): Command {
  for (const add of [
    addDeploymentOptions,
    addCaseOptions,
    addSendingOptions,
    addOutcomeOptions,
    addReportOptions,
  ])
    add(command);
  return command;
}
