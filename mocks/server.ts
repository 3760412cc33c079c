import { loadPrism } from './answerer.ts';
import { createGate, type GateParts } from './gate.ts';
import { gateParts } from './gate-parts.ts';
import { createHttpServer, listen, stop } from './http-server.ts';
import { defaultLimits, type MockOptions } from './options.ts';

/** A running mock. */
export interface Mock {
  /** Where it is, without a slash at the end. */
  readonly url: string;
  /** Stops accepting, lets what runs finish within two seconds, and ends. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the mock, on a free port unless one is named.
 *
 * @param vary exchanges parts of the gate: that is how faulty variants are made.
 * @throws Error with the code EADDRINUSE when the port is taken, ENOTFOUND when the host is unknown.
 */
export async function startMock(
  options: MockOptions = {},
  vary: (parts: GateParts) => GateParts = (parts) => parts,
): Promise<Mock> {
  if (options.dynamic) await loadPrism();
  const limits = { ...defaultLimits, ...options.limits };
  const gate = createGate(vary(gateParts(options, limits)));
  const server = createHttpServer(gate, limits, options.cors ?? true);
  const url = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  const close = (): Promise<void> => stop(server);
  return { url, close, [Symbol.asyncDispose]: close };
}
