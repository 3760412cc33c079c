import { Command, Option } from 'commander';
import { logLine } from '../mocks/log.ts';
import type { MockOptions } from '../mocks/options.ts';
import { type Mock, startMock } from '../mocks/server.ts';
import { UserError } from './user-error.ts';

/** What the command line gives, under the names that Commander makes of the options. */
interface MockFlags {
  port: number;
  host: string;
  token?: string[];
  accountId?: string[];
  clientId?: string[];
  latency?: number;
  maxFileSize?: number;
  dynamic?: true;
  seed?: string;
  cors: boolean;
  quiet?: true;
}

/** The `mock` command: runs the endpoint on this machine until it is told to stop. */
export function mockCommand(): Command {
  return new Command('mock')
    .description('Run the endpoint on this machine.')
    .addOption(number('--port <number>', 'port; 0 picks a free one', 65_535).default(4010))
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .addOption(list('--token <token>', 'a token that may upload; any, when none is named'))
    .addOption(list('--account-id <id>', 'an account that may be uploaded to; any, when none is named'))
    .addOption(list('--client-id <id>', 'a client that may upload; any, when none is named'))
    .addOption(number('--latency <ms>', 'wait before each answer'))
    .addOption(number('--max-file-size <bytes>', 'size from which a file is too large'))
    .option('--dynamic', 'make answers up from the schemas')
    .option('--seed <text>', 'make the same things up each time')
    .option('--no-cors', 'keep pages of other origins out')
    .option('--quiet', 'no line for each request')
    .action(run);
}

async function run(flags: MockFlags): Promise<void> {
  const mock = await start(flags);
  console.log(`Mock ready at ${mock.url}`);
  if (!isLoopback(flags.host)) {
    console.error(`Warning: --host ${flags.host} lets other machines reach the mock.`);
  }
  await stopSignal();
  await mock.close();
}

async function start(flags: MockFlags): Promise<Mock> {
  const { token: tokens, accountId: accountIds, clientId: clientIds, quiet, ...rest } = flags;
  const options: MockOptions = {
    ...rest,
    ...(tokens && { tokens }),
    ...(accountIds && { accountIds }),
    ...(clientIds && { clientIds }),
    ...(!quiet && { onExchange: (record) => console.log(logLine(record)) }),
  };
  try {
    return await startMock(options);
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, flags);
  }
}

function explain(error: NodeJS.ErrnoException, { port, host }: MockFlags): Error {
  if (error.code === 'EADDRINUSE')
    return new UserError(
      `Port ${port} is taken. Choose another with --port, or let --port 0 find a free one.`,
    );
  if (error.code === 'EACCES')
    return new UserError(`Port ${port} may not be opened by this user. Choose one above 1023 with --port.`);
  if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
    return new UserError(`--host ${host} is no address of this machine. Try --host 127.0.0.1.`);
  return error;
}

const isLoopback = (host: string): boolean => /^(127(\.\d+){3}|::1|localhost)$/i.test(host);

/** Resolves on the first request to stop; a second one ends the process at once. */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

function number(flags: string, description: string, most = Number.MAX_SAFE_INTEGER): Option {
  return new Option(flags, description).argParser((text: string) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    const name = flags.split(' ')[0];
    throw new UserError(`${name} ${text}: wanted is a whole number from 0 to ${most}.`);
  });
}

/** An option that may be given several times. */
function list(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string, before: string[] | undefined) => {
    if (text !== '') return [...(before ?? []), text];
    throw new UserError(`${flags.split(' ')[0]}: the value is empty. Leave the option out to admit any.`);
  });
}
