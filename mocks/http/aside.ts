import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockResponse } from '../gate/handled-request.ts';
import type { Interruption, ReadingLimits } from '../gate/reading.ts';
import type { Problems, TimeLimits } from '../responses/problem.ts';
import type { Connections } from './connections.ts';
import type { Cors } from './cors.ts';
import { deliver } from './deliver.ts';

/** How long a refused connection is still read from, in milliseconds. */
export const lingering = 500;

/** What is still read of a request that was refused for its head. */
const shortly: ReadingLimits = { bytes: 64 * 1024 ** 2, milliseconds: lingering };

/** Keeps an exchange that is none of the gate's in line with the others of its connection. */
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

/** Refuses a request for what its head holds, when its turn has come, and ends the connection. */
export async function refuse(
  request: IncomingMessage,
  outgoing: ServerResponse,
  response: MockResponse,
  cors: Cors | undefined,
): Promise<void> {
  const headers = { ...cors?.headers(request), ...response.headers };
  await deliver(outgoing, { ...response, headers }, { ended: false, bounds: shortly });
}
