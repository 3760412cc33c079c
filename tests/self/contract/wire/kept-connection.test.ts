import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { baseline } from '../../../contract/cases/recipes.ts';
import { encodeRequest } from '../../../contract/request/encode.ts';
import { resolveRequest } from '../../../contract/request/resolve.ts';
import { createKeptConnection } from '../../../contract/wire/kept-connection.ts';
import { createSender } from '../../../contract/wire/send.ts';
import { listen } from '../../scripts/verify/server.ts';
import { variables } from '../facts.ts';

/** Sends three requests in order. @returns the response of each, and the number of connections. */
async function sendThree(respond: RequestListener, sharing = true) {
  const sockets = new Set<Socket>();
  await using server = await listen(
    createServer((request, response) => {
      sockets.add(request.socket);
      request.resume().once('end', () => respond(request, response));
    }),
  );
  const send = createSender({ baseUrl: server.url, timeout: 5000 });
  using kept = createKeptConnection();
  const settings = { baseUrl: server.url, headers: [], userAgent: 'test', keepAlive: sharing };
  const statuses: unknown[] = [];
  for (let step = 0; step < 3; step += 1) {
    const request = encodeRequest(resolveRequest(baseline, variables, contract), settings);
    const { response, error } = await send(request, sharing ? { kept } : {});
    statuses.push(response?.status ?? error);
  }
  return { statuses, connections: sockets.size };
}

/** As long as the deployment keeps it open (RFC 9112, section 9.3). */
describe('requests that share a connection', () => {
  test('use one while it is kept open', async () => {
    expect(await sendThree((_, response) => response.end('{}'))).toEqual({
      statuses: [200, 200, 200],
      connections: 1,
    });
  });

  test('use one when the responses are chunked, too', async () => {
    const { connections } = await sendThree((_, response) => {
      response.write('{');
      response.end('}');
    });
    expect(connections).toBe(1);
  });

  test('use another after the deployment announces that it closes', async () => {
    expect(await sendThree((_, response) => response.setHeader('Connection', 'close').end('{}'))).toEqual({
      statuses: [200, 200, 200],
      connections: 3,
    });
  });

  test('use another after the deployment closes without notice', async () => {
    const { statuses, connections } = await sendThree((request, response) => {
      response.end('{}', () => request.socket.destroySoon());
    });
    expect({ statuses, connections }).toEqual({ statuses: [200, 200, 200], connections: 3 });
  });

  test('use another when the idle one is dropped with the next request', async () => {
    const seen = new WeakSet<Socket>();
    const { statuses } = await sendThree((request, response) => {
      if (seen.has(request.socket)) request.socket.resetAndDestroy();
      else response.end('{}');
      seen.add(request.socket);
    });
    expect(statuses).toEqual([200, 200, 200]);
  });

  test('report the drop of a new connection', async () => {
    const { statuses } = await sendThree((request) => request.socket.resetAndDestroy());
    expect(statuses).toEqual([0, 1, 2].map(() => expect.objectContaining({ kind: 'reset' })));
  });

  test('have a connection each when nothing is shared', async () => {
    expect((await sendThree((_, response) => response.end('{}'), false)).connections).toBe(3);
  });
});
