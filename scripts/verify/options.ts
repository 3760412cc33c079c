import type { Command } from 'commander';
import { contract } from '../../generated/contract.ts';
import { listFormats } from './plan.ts';
import { reportKinds } from './reports.ts';

const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

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
    .option('--rule <id>', 'the cases that a rule judges, such as R7; repeatable', collect)
    .option('--smoke', 'some 25 small cases that touch every MUST: a first look, in two seconds')
    .option('--shard <i/n>', 'the I-th of N parts of the cases; merge puts their JSON reports together')
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
      '--wait <ms>',
      'retry the first connection, and 502, 503 and 504, for so many milliseconds until the deployment is up',
    )
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

/** The options for what comes out, as `merge` has them, too. */
export const addReportOptions = (command: Command): Command =>
  command
    .option('--report <kind=file>', `write a report: ${reportKinds.join(', ')}; repeatable`, collect)
    .option('--quiet', 'only what is broken, and the verdict')
    .option('--verbose', 'every exchange, and every warning in full');

const addOutcomeOptions = (command: Command): Command =>
  command
    .option('--strict', 'SHOULD failures fail the run')
    .option('--known-failing <file>', 'accepted failures with reasons (YAML); a stale one fails the run')
    .option(
      '--cleanup-command <command>',
      'run this once for each upload that was left behind: the success on standard input, its members as UPLOAD_FILE_ID and so on; told, not judged',
    )
    .option('--list-uploads <file>', 'write what was left behind, a JSON line for each upload');

/** Adds the options of `verify`, in the order in which they are thought of. */
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
