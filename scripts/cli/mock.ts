import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { contract } from '../../generated/contract.ts';
import { createLogLine } from '../../mocks/http/log.ts';
import type { MockOptions } from '../../mocks/options.ts';
import type { ChaosFault } from '../../mocks/responses/chaos.ts';
import { MissingPrismError } from '../../mocks/responses/missing-prism.ts';
import { type Mock, startMock } from '../../mocks/server.ts';
import { startWithWorkers } from '../../mocks/workers/primary.ts';
import { serveAsWorker } from '../../mocks/workers/worker.ts';
import { root } from '../../spec/root.ts';
import { lineWriter } from '../mock/lines.ts';
import {
  basePath,
  chaos,
  faultsOf,
  host,
  latency,
  list,
  number,
  rate,
  site,
  time,
} from '../mock/mock-options.ts';
import { isReplacement, isWatcher, leave, serveWatching } from '../mock/mock-watch.ts';
import { warnOfStaleSpec } from './stale-spec.ts';
import { UserError } from './user-error.ts';

/** The values of the command line, under Commander's names for the options. */
interface MockFlags {
  port: number;
  host: string;
  basePath?: { path: string };
  token?: string[];
  accountId?: string[];
  clientId?: string[];
  latency?: [number, number];
  uploadRate?: { bytesPerSecond: number };
  responseRate?: { bytesPerSecond: number };
  digest?: true;
  chaos?: ChaosFault[];
  maxFileSize?: number;
  maxParts?: number;
  maxFieldSize?: number;
  maxHeaderSize?: number;
  requestTimeout?: number;
  idleTimeout?: number;
  dynamic?: true;
  seed?: string;
  cors: boolean;
  journal: boolean;
  allowHost?: string[];
  docsUrl?: { url: string };
  open?: true;
  watch?: true;
  workers?: number;
  quiet?: true;
}

/** The `mock` command: runs the endpoint on this machine until it is stopped. */
export function mockCommand(): Command {
  return new Command('mock')
    .description('Run a mock of the upload endpoint on this machine.')
    .addOption(number('--port <number>', 'port to listen on; 0 picks a free one', 65_535).default(4010))
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .addOption(basePath('--base-path <path>', 'serve everything below this path: /api'))
    .addOption(list('--token <token>', 'accept only this token; repeatable. Default: any token'))
    .addOption(list('--account-id <id>', 'accept only this account; repeatable. Default: any account'))
    .addOption(list('--client-id <id>', 'accept only this client; repeatable. Default: any client'))
    .addOption(
      latency(
        '--latency <ms>',
        'wait before each response: milliseconds such as 200, or a range such as 100-300',
      ),
    )
    .addOption(
      rate(
        '--upload-rate <rate>',
        'read uploads at this many bytes per second: 5000, 200k (k is 1000) or 1.5M',
      ),
    )
    .addOption(rate('--response-rate <rate>', 'send responses at this many bytes per second'))
    .addOption(chaos('--chaos <shares>', 'fail a share of the requests: reset=0.05,hang=0.01,503=0.1'))
    .addOption(number('--max-file-size <bytes>', 'size of the largest file accepted, in bytes'))
    .addOption(number('--max-field-size <bytes>', 'size of the longest text field accepted, in bytes'))
    .addOption(number('--max-parts <count>', 'number of parts a form may have'))
    .addOption(number('--max-header-size <bytes>', 'size of the largest request head accepted, in bytes'))
    .addOption(time('--request-timeout <ms>', 'time-out of a request in milliseconds; 0 for none'))
    .addOption(
      time('--idle-timeout <ms>', 'time-out of a pause within a request in milliseconds; 0 for none'),
    )
    .option('--dynamic', 'generate response values from their schemas (requires @stoplight/prism-http)')
    .option('--seed <text>', 'make ids, values, latencies and failures the same each time')
    .option('--digest', 'record the SHA-256 of each file in the journal')
    .option('--no-cors', 'disable CORS: give pages of other origins no access')
    .option('--no-journal', 'keep no journal, and serve no /__mock')
    .addOption(host('--allow-host <name>', 'also serve /__mock under this host name; repeatable'))
    .addOption(
      site(
        '--docs-url <url>',
        "address of a reference site (upload-contract docs), which the inspector links to: http or https. Default: the contract's externalDocs",
      ),
    )
    .option('--open', 'open the inspector in a browser')
    .addOption(number('--workers <count>', 'number of processes that read uploads. Default: 1', 256))
    .option('--watch', 'restart when the spec changes')
    .option('--quiet', 'print no line for each request')
    .action(run);
}

async function run(flags: MockFlags): Promise<void> {
  const faults = faultsOf(flags);
  if (flags.open && !flags.journal)
    faults.push(
      '--open and --no-journal cannot be combined: the inspector shows the journal. Leave one out.',
    );
  if (flags.watch && !existsSync(join(root, 'spec', 'openapi.yaml')))
    faults.push(
      '--watch works from a clone of the repository only: the package has no spec/ to watch. Leave it out.',
    );
  faults.push(...faultsOfWorkers(flags));
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  if (flags.workers && cluster.isWorker) return serveAsWorker(optionsOf(flags));
  if (isWatcher()) warnOfStaleSpec();
  if (flags.watch && isWatcher()) return serveWatching(stopSignal());
  try {
    const mock = await start(flags);
    if (!isReplacement()) announce(mock, flags);
    await stopSignal();
    await mock.close();
  } finally {
    leave();
  }
}

/** Each worker would have its own random sequence. */
function faultsOfWorkers({ workers, watch, seed }: MockFlags): string[] {
  if (workers === undefined) return [];
  return [
    ...(workers === 0 ? ['--workers 0: expected a whole number from 1.'] : []),
    ...(watch ? ['--workers and --watch cannot be combined: leave one out.'] : []),
    ...(seed === undefined ? [] : ['--workers and --seed cannot be combined: leave one out.']),
  ];
}

function announce(mock: Mock, flags: MockFlags): void {
  console.log(`Mock ready at ${mock.url}`);
  const inspector = `${mock.url}/__mock/`;
  if (flags.journal && !flags.quiet) console.log(`Inspector at ${inspector}`);
  if (flags.open) void import('../mock/open-page.ts').then(({ openPage }) => openPage(inspector));
  if (!isLoopback(flags.host)) {
    console.error(`Warning: --host ${flags.host} lets other machines reach the mock.`);
  }
}

async function start(flags: MockFlags): Promise<Mock> {
  try {
    const options = optionsOf(flags);
    return await (flags.workers ? startWithWorkers(options, flags.workers) : startMock(options));
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, flags);
  }
}

function optionsOf(flags: MockFlags): MockOptions {
  const { port, host, dynamic, cors, journal, quiet, maxParts, maxFieldSize, maxHeaderSize } = flags;
  return {
    ...given({
      basePath: flags.basePath?.path,
      tokens: flags.token,
      accountIds: flags.accountId,
      clientIds: flags.clientId,
      docsUrl: flags.docsUrl?.url,
      latency: flags.latency,
      uploadRate: flags.uploadRate?.bytesPerSecond,
      responseRate: flags.responseRate?.bytesPerSecond,
      digest: flags.digest,
      chaos: flags.chaos,
      maxFileSize: flags.maxFileSize,
      seed: flags.seed,
      allowHosts: flags.allowHost,
    }),
    port,
    host,
    cors,
    journal,
    dynamic: dynamic ?? false,
    limits: given({
      parts: maxParts,
      fieldSize: maxFieldSize,
      headerSize: maxHeaderSize,
      requestTime: flags.requestTimeout,
      idleTime: flags.idleTimeout,
    }),
    ...(!quiet && { onRequest: lineOfRequest(flags) }),
  };
}

function lineOfRequest({ token }: MockFlags): NonNullable<MockOptions['onRequest']> {
  const write = lineWriter();
  const logLine = createLogLine(contract, token);
  return (record) => write(logLine(record));
}

/** The members of an object that are defined. */
const given = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as typeof members;

function explain(error: NodeJS.ErrnoException, { port, host }: MockFlags): Error {
  if (error.code === 'EADDRINUSE')
    return new UserError(
      `Port ${port} is taken. Choose another with --port, or let --port 0 find a free one.`,
    );
  if (error.code === 'EACCES')
    return new UserError(`Port ${port} cannot be opened by this user. Choose one above 1023 with --port.`);
  if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
    return new UserError(`--host ${host} is not an address of this machine. Try --host 127.0.0.1.`);
  return error instanceof MissingPrismError ? new UserError(`--dynamic: ${error.message}`) : error;
}

const isLoopback = (host: string): boolean => /^((::ffff:)?127(\.\d+){3}|::1|localhost)$/i.test(host);

/** Resolves on the first request to stop; a second one ends the process immediately. */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
