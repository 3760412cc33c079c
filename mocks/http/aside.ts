import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockResponse } from '../gate/handled-request.ts';
import type { Interruption, ReadingLimits } from '../gate/reading.ts';
import type { Problems, TimeLimits } from '../responses/problem.ts';
import type { Connections } from './connections.ts';
import type { Cors } from './cors.ts';
import { deliver } from './deliver.ts';

/** How long to keep reading from a rejected connection, in milliseconds. */
export const lingering = 500;

/** How much to read of a request that was rejected for its head. */
const shortly: ReadingLimits = { bytes: 64 * 1024 ** 2, milliseconds: lingering };

/** Keeps an exchange that bypasses the gate in order with the others of its connection. */
export function attend(
  connections: Connections,
  request: IncomingMessage,
  outgoing: ServerResponse,
  limits: TimeLimits,
  problems: Problems,
): void {
  const exchange = {
    request,
    outgoing,
    interrupt: (how: Interruption) => {
      if (how === 'gone') return;
      const response = how === 'broken' ? problems.ofParser(undefined) : problems.timedOut(how, limits);
      if (!outgoing.headersSent) void deliver(outgoing, response, { ended: false, bounds: shortly });
    },
  };
  connections.enter(exchange);
  outgoing.on('close', () => connections.leave(exchange));
}

/** Rejects a request for its head, when its turn has come, and closes the connection. */
export async function refuse(
  request: IncomingMessage,
  outgoing: ServerResponse,
  response: MockResponse,
  cors: Cors | undefined,
): Promise<void> {
  const headers = cors ? cors.extend(request, response.headers) : response.headers;
  await deliver(outgoing, { ...response, headers }, { ended: false, bounds: shortly });
}
