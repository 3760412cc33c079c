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

/** How long a connection may be kept between requests, in milliseconds: longer than clients keep theirs. */
const keepAliveTime = 65_000;

/** How long the head of a request may take at most, in milliseconds. */
const longestHead = 60_000;

/** How long what runs may take to finish once the server is to stop, in milliseconds. */
const grace = 2_000;

/** What the server is built around. */
export interface Inside {
  gate: Gate;
  connections: Connections;
  limits: MockLimits;
  problems: Problems;
  cors: Cors | undefined;
  journal: JournalApi | undefined;
}

/** Builds the HTTP server around a gate. What is no HTTP, or comes too slowly, is refused with a problem too. */
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
      // Asked for below, with a problem as the response.
      requireHostHeader: false,
    },
    listener,
  );
  // A client may end its side once it has sent its request, and still wait for the response.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.timeout = idleTime;
  // Node passes over what is beyond 1000 lines; the bytes of the head are limited already.
  server.maxHeadersCount = 0;
  // Any expectation but 100-continue may be ignored (RFC 9110, section 10.1.1).
  server.on('checkExpectation', listener);
  server.on('timeout', (socket: Socket) => {
    if (connections.interrupt(socket, 'paused')) return;
    if (socket.bytesRead === 0) socket.destroy();
    else refuseOnSocket(socket, problems.timedOut('paused', limits), cors);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    // A reset comes as an error before the request itself is closed.
    if (connections.interrupt(socket, late ? 'late' : socket.destroyed ? 'gone' : 'broken')) return;
    refuseOnSocket(socket, late ? problems.headTimedOut(headTime) : problems.ofParser(error.code), cors);
  });
  return server;
}

/** Leads each request to what responds to it. */
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

/** RFC 9112, section 3.2: one Host, with nothing in it that no host has. HTTP/1.0 may do without. */
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
  const all = { ...cors.headers(request), ...headers };
  await deliver(response, { ...rest, headers: all }, { ended: true, bounds: noBounds });
}

const noBounds = { bytes: 0, milliseconds: 0 };

/** Responses where Node's parser gave up, so that there is no response to write to; then ends the connection. */
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
  // What still comes is read and dropped for a while, so that the response is not lost.
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

/** Stops accepting, lets what runs finish, and closes what has not after the grace. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}
