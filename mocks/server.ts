import { contract as builtIn } from '../generated/contract.ts';
import type { Contract } from '../spec/contract.ts';
import { docsUrlOf, isAbsolute, readDocsUrl } from '../spec/docs-url.ts';
import { hostCheck } from './admin/hosts.ts';
import { createJournalApi, type JournalApi } from './admin/journal/api.ts';
import { createJournal } from './admin/journal/journal.ts';
import { type Control, createControl } from './control/control.ts';
import { createForced, type Forced } from './control/forced.ts';
import type { BuiltInField } from './control/match.ts';
import { createSecrets } from './control/secrets.ts';
import { createGate, type Gate, type GateParts } from './gate/gate.ts';
import { type Ground, gateParts } from './gate/gate-parts.ts';
import { basePathOf } from './http/base-path.ts';
import { type Connections, createConnections } from './http/connections.ts';
import { createCors } from './http/cors.ts';
import { createHttpServer, listen, stop } from './http/http-server.ts';
import { defaultLimits, type MockLimits, type MockOptions } from './options.ts';
import { prismFor } from './responses/prism.ts';
import { createProblems } from './responses/problem.ts';
import { rulingResponses } from './responses/to-ruling.ts';

/** A running mock. */
export interface Mock<Field extends string = BuiltInField> extends Control<Field> {
  /** The address, with the base path and without a trailing slash. */
  readonly url: string;
  /** Stops accepting, lets running exchanges finish within two seconds, and closes; stalled ones are closed immediately. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The parts of a mock before it listens. */
export interface Assembled<Field extends string = BuiltInField> extends Ground {
  basePath: string;
  limits: MockLimits;
  parts: GateParts;
  connections: Connections;
  forced: Forced;
  control: Control<Field>;
  /** Undefined when the mock keeps no journal. */
  journal: JournalApi | undefined;
  /** Ends all streams of the journal. */
  end(): void;
}

/**
 * Assembles a mock.
 *
 * @param vary replaces parts of the gate.
 * @throws TypeError that names an invalid rate or base path; Error that names an invalid entry of `allowHosts`.
 */
export async function assembleMock<Field extends string = BuiltInField>(
  options: MockOptions,
  vary: (parts: GateParts) => GateParts,
): Promise<Assembled<Field>> {
  const { contract = builtIn, journal: keepsJournal = true, host = '127.0.0.1' } = options;
  if (options.dynamic) await prismFor(contract);
  const basePath = basePathOf(options.basePath);
  const limits = { ...defaultLimits, ...options.limits };
  const secrets = createSecrets(options.tokens);
  const journal = createJournal(contract, secrets);
  const responses = rulingResponses(contract);
  const forced = createForced(contract, responses.documented, secrets);
  const cors = options.cors === false ? undefined : createCors(contract);
  const ground: Ground = { contract, problems: createProblems(contract, basePath), cors, hung: new Set() };
  const parts: GateParts = {
    ...gateParts(ground, options, limits, { responses, forced }),
    note: (record) => (keepsJournal ? journal.add(record) : 0),
    observe(record, noted) {
      journal.finish(noted, record);
      options.onRequest?.(record);
    },
  };
  const control = createControl<Field>(contract, forced, secrets, journal, keepsJournal);
  const docsUrl = siteOf(contract, options.docsUrl);
  const inside = { contract, basePath, journal, forced, reset: control.reset, docsUrl };
  const isOwnHost = hostCheck(host, options.allowHosts);
  return {
    ...ground,
    basePath,
    limits,
    parts: vary(parts),
    connections: createConnections(),
    forced,
    control,
    journal: keepsJournal ? createJournalApi(inside, isOwnHost) : undefined,
    end: journal.end,
  };
}

/** Starts the server of an assembled mock. */
export async function serveMock<Field extends string>(
  assembled: Assembled<Field>,
  { port = 0, host = '127.0.0.1' }: MockOptions,
  gate: Gate = createGate(assembled.parts, assembled.connections),
): Promise<Mock<Field>> {
  const server = createHttpServer({ ...assembled, gate });
  const url = (await listen(server, port, host)) + assembled.basePath;
  const close = (): Promise<void> => {
    assembled.end();
    const stopped = stop(server);
    for (const socket of assembled.hung) {
      assembled.hung.delete(socket);
      socket.destroy();
    }
    return stopped;
  };
  return { ...assembled.control, url, close, [Symbol.asyncDispose]: close };
}

/**
 * Starts the mock, by default on a free port.
 *
 * @param vary replaces parts of the gate, to build faulty variants.
 * @throws Error with the code EADDRINUSE when the port is taken, or ENOTFOUND when the host is unknown; Error that names
 * an invalid entry of `allowHosts`; TypeError that names an invalid rate or base path.
 */
export async function startMock<Field extends string = BuiltInField>(
  options: MockOptions = {},
  vary: (parts: GateParts) => GateParts = (parts) => parts,
): Promise<Mock<Field>> {
  return serveMock(await assembleMock<Field>(options, vary), options);
}

/** The site that the inspector links to: the caller's, or the document's. A relative path would lead nowhere. */
function siteOf(contract: Contract, named: string | undefined): string | undefined {
  const site = docsUrlOf(contract.document);
  if (named === undefined) return site !== undefined && isAbsolute(site) ? site : undefined;
  const read = readDocsUrl(named, true);
  if ('problem' in read) throw new TypeError(`docsUrl ${read.problem}.`);
  return read.url;
}
