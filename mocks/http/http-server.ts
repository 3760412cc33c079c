import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { JournalApi } from '../admin/journal/api.ts';
import type { Gate } from '../gate/gate.ts';
import type { MockResponse } from '../gate/handled-request.ts';
import type { MockLimits } from '../options.ts';
import type { Problems } from '../responses/problem.ts';
import { attend, lingering, refuse } from './aside.ts';
import type { Connections } from './connections.ts';
import { type Cors, isPreflight } from './cors.ts';
import { deliver } from './deliver.ts';

/** How long a connection may stay idle, in milliseconds: longer than clients keep theirs. */
const keepAliveTime = 65_000;

/** Maximum time for the head of a request, in milliseconds. */
const longestHead = 60_000;

/** How long running exchanges may take to finish when the server stops, in milliseconds. */
const grace = 2_000;

/** The parts that the server needs. */
export interface Inside {
  gate: Gate;
  connections: Connections;
  limits: MockLimits;
  problems: Problems;
  cors: Cors | undefined;
  journal: JournalApi | undefined;
}

/** Builds the HTTP server around a gate. Rejects non-HTTP and slow requests with a problem, too. */
export function createHttpServer(inside: Inside): Server {
  const listener = listenerOf(inside);
  const { connections, limits, problems, cors } = inside;
  const { headerSize, requestTime, idleTime } = limits;
  const headTime = Math.min(requestTime, longestHead);
  const server = createServer(
    {
      maxHeaderSize: headerSize,
      requestTimeout: requestTime,
      headersTimeout: headTime,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: keepAliveTime,
      // Checked below, with a problem as the response.
      requireHostHeader: false,
    },
    listener,
  );
  // A client may end its side after its request, and still wait for the response.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.timeout = idleTime;
  // Node ignores lines beyond 1000; the size of the head is limited anyway.
  server.maxHeadersCount = 0;
  // Any expectation except 100-continue may be ignored (RFC 9110, section 10.1.1).
  server.on('checkExpectation', listener);
  server.on('timeout', (socket: Socket) => {
    if (connections.interrupt(socket, 'paused')) return;
    if (socket.bytesRead === 0) socket.destroy();
    else refuseOnSocket(socket, problems.timedOut('paused', limits), cors);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    // A reset arrives as an error before the request itself closes.
    if (connections.interrupt(socket, late ? 'late' : socket.destroyed ? 'gone' : 'broken')) return;
    refuseOnSocket(socket, late ? problems.headTimedOut(headTime) : problems.ofParser(error.code), cors);
  });
  return server;
}

/** Routes each request to its handler. */
function listenerOf({ gate, connections, limits, problems, cors, journal }: Inside): RequestListener {
  return (request, response) => {
    if (!hasOneHost(request)) {
      attend(connections, request, response, limits, problems);
      void refuse(request, response, problems.ofParser(undefined), cors);
      return;
    }
    const ownPath = journal?.ownPath(request);
    if (ownPath !== undefined) {
      attend(connections, request, response, limits, problems);
      journal?.handle(request, response, ownPath);
    } else if (cors && isPreflight(request)) {
      attend(connections, request, response, limits, problems);
      void respondToPreflight(cors, request, response);
    } else gate.handle(request, response);
  };
}

/** RFC 9112, section 3.2: exactly one valid Host. HTTP/1.0 may omit it. */
function hasOneHost({ headers: { host }, rawHeaders, httpVersion }: IncomingMessage): boolean {
  if (host === undefined) return httpVersion !== '1.1';
  let lines = 0;
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') lines += 1;
  return lines === 1 && !/[\s/?#@\\]/.test(host);
}

async function respondToPreflight(
  cors: Cors,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers, ...rest } = cors.preflight(request);
  request.resume();
  await deliver(
    response,
    { ...rest, headers: cors.extend(request, headers) },
    { ended: true, bounds: noBounds },
  );
}

const noBounds = { bytes: 0, milliseconds: 0 };

/** Responds when Node's parser gave up, and there is no response object; then closes the connection. */
function refuseOnSocket(
  socket: Socket,
  { status, headers, body }: MockResponse,
  cors: Cors | undefined,
): void {
  if (!socket.writable || socket.writableEnded) return;
  const lines = Object.entries({
    ...cors?.unread,
    ...headers,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  // Reads and drops more bytes for a while, so that the response is not lost.
  setTimeout(() => socket.destroy(), lingering).unref();
}

/** @returns the address of the server, once it accepts connections. */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${name}:${address.port}`;
}

/** Stops accepting, lets running exchanges finish, and closes the rest after the grace period. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}
