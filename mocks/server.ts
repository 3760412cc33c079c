import { contract as builtIn } from '../generated/contract.ts';
import { hostCheck } from './admin/hosts.ts';
import { createJournalApi } from './admin/journal/api.ts';
import type { JournalEntry } from './admin/journal/entry.ts';
import { createJournal, type JournalFilter } from './admin/journal/journal.ts';
import { createGate, type GateParts } from './gate/gate.ts';
import { type Ground, gateParts } from './gate/gate-parts.ts';
import { createConnections } from './http/connections.ts';
import { createCors } from './http/cors.ts';
import { createHttpServer, listen, stop } from './http/http-server.ts';
import { defaultLimits, type MockOptions } from './options.ts';
import type { NextResponse } from './responses/next-fault.ts';
import { createNextResponses } from './responses/next-responses.ts';
import { prismFor } from './responses/prism.ts';
import { createProblems } from './responses/problem.ts';
import { rulingResponses } from './responses/to-ruling.ts';

/** A running mock. */
export interface Mock {
  /** Where it is, without a slash at the end. */
  readonly url: string;
  /** The last 500 exchanges that fit, the oldest first; none with `journal: false`. Tokens are masked. */
  requests(filter?: JournalFilter): JournalEntry[];
  /**
   * Forces the response to the next upload; called several times, to as many uploads, in that order.
   *
   * @throws Error with the reason, when the response cannot be sent; that lists what there is, when the contract has no
   * example of that name.
   */
  next(response: NextResponse): void;
  /** Forgets all exchanges and forced responses. */
  reset(): void;
  /** Stops accepting, lets what runs finish within two seconds, and ends. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the mock, on a free port unless one is named.
 *
 * @param vary exchanges parts of the gate: that is how faulty variants are made.
 * @throws Error with the code EADDRINUSE when the port is taken, ENOTFOUND when the host is unknown; that names the
 * host, when one of `allowHosts` is none.
 */
export async function startMock(
  options: MockOptions = {},
  vary: (parts: GateParts) => GateParts = (parts) => parts,
): Promise<Mock> {
  const { contract = builtIn, journal: keepsJournal = true, port = 0, host = '127.0.0.1' } = options;
  if (options.dynamic) await prismFor(contract);
  const limits = { ...defaultLimits, ...options.limits };
  const journal = createJournal(contract, options.tokens);
  const responses = rulingResponses(contract);
  const next = createNextResponses(responses.documented);
  const cors = options.cors === false ? undefined : createCors(contract);
  const ground: Ground = { contract, problems: createProblems(contract), cors };
  const parts: GateParts = {
    ...gateParts(ground, options, limits, { responses, takeNext: next.take }),
    note: (record) => (keepsJournal ? journal.add(record) : 0),
    observe(record, noted) {
      journal.finish(noted, record);
      options.onRequest?.(record);
    },
  };
  const isOwnHost = hostCheck(host, options.allowHosts);
  const api = keepsJournal ? createJournalApi(contract, journal, next, isOwnHost) : undefined;
  const connections = createConnections();
  const gate = createGate(vary(parts), connections);
  const server = createHttpServer({ ...ground, gate, connections, limits, journal: api });
  const url = await listen(server, port, host);
  const close = (): Promise<void> => {
    journal.end();
    return stop(server);
  };
  return {
    url,
    requests: journal.list,
    next(response) {
      const refusal = next.push(response);
      if (refusal !== undefined) throw new Error(JSON.parse(refusal.body).detail);
    },
    reset() {
      journal.forget();
      next.clear();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
