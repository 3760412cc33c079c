import { contract as builtIn } from '../generated/contract.ts';
import { hostCheck } from './admin/hosts.ts';
import { createJournalApi } from './admin/journal/api.ts';
import { createJournal } from './admin/journal/journal.ts';
import { type Control, createControl } from './control/control.ts';
import { createForced } from './control/forced.ts';
import type { BuiltInField } from './control/match.ts';
import { createSecrets } from './control/secrets.ts';
import { createGate, type GateParts } from './gate/gate.ts';
import { type Ground, gateParts } from './gate/gate-parts.ts';
import { basePathOf } from './http/base-path.ts';
import { createConnections } from './http/connections.ts';
import { createCors } from './http/cors.ts';
import { createHttpServer, listen, stop } from './http/http-server.ts';
import { defaultLimits, type MockOptions } from './options.ts';
import { prismFor } from './responses/prism.ts';
import { createProblems } from './responses/problem.ts';
import { rulingResponses } from './responses/to-ruling.ts';

/** A running mock. */
export interface Mock<Field extends string = BuiltInField> extends Control<Field> {
  /** Where it is, with its base path and without a slash at the end. */
  readonly url: string;
  /** Stops accepting, lets what runs finish within two seconds, and ends; what hangs or stalls is ended at once. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the mock, on a free port unless one is named.
 *
 * @param vary exchanges parts of the gate: that is how faulty variants are made.
 * @throws Error with the code EADDRINUSE when the port is taken, ENOTFOUND when the host is unknown; that names the
 * host, when one of `allowHosts` is none. TypeError that names a rate or a base path that is none.
 */
export async function startMock<Field extends string = BuiltInField>(
  options: MockOptions = {},
  vary: (parts: GateParts) => GateParts = (parts) => parts,
): Promise<Mock<Field>> {
  const { contract = builtIn, journal: keepsJournal = true, port = 0, host = '127.0.0.1' } = options;
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
  const inside = { contract, basePath, journal, forced, reset: control.reset };
  const isOwnHost = hostCheck(host, options.allowHosts);
  const connections = createConnections();
  const gate = createGate(vary(parts), connections);
  const api = keepsJournal ? createJournalApi(inside, isOwnHost) : undefined;
  const server = createHttpServer({ ...ground, gate, connections, limits, journal: api });
  const url = (await listen(server, port, host)) + basePath;
  const close = (): Promise<void> => {
    journal.end();
    const stopped = stop(server);
    for (const socket of ground.hung) socket.destroy();
    return stopped;
  };
  return { ...control, url, close, [Symbol.asyncDispose]: close };
}
