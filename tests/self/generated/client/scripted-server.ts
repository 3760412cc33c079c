import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contract } from '../../../../generated/contract.ts';

/**
 * A server whose behaviour is the first segment of the path. It runs in its own process, because early responses and
 * resets look different within one, and keeps the uploads of each client id: `GET /arrived/<clientId>`.
 */
export interface Arrival {
  method: string;
  url: string;
  /** Names as they were sent. */
  rawHeaders: string[];
  headers: Record<string, string | string[] | undefined>;
  /** The body byte for byte, as latin1; only its first 64 KiB. */
  body: string;
  /** In bytes. */
  size: number;
}

const arrivals = new Map<string, Arrival[]>();
const keptOfBody = 65_536;

type Behaviour = (request: IncomingMessage, response: ServerResponse, attempt: number) => void;

const { members } = contract.success;
const stored = { [members.id]: '1', [members.name]: 'a.txt', [members.size]: 1, [members.account]: 'a' };

function respond(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: unknown,
): void {
  response.writeHead(status, headers);
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

const json = { 'Content-Type': contract.success.mediaType };
const problem = { 'Content-Type': contract.problem.mediaType };
const html = { 'Content-Type': 'text/html' };
const accept = (response: ServerResponse) => respond(response, contract.success.status, json, stored);

/** Runs the behaviour after reading the body. */
const whenRead = (behave: Behaviour): Behaviour => {
  return (request, response, attempt) => request.on('end', () => behave(request, response, attempt)).resume();
};

const behaviours: Record<string, Behaviour> = {
  accept: whenRead((_, response) => accept(response)),
  'accept-unknown-type': whenRead((_, response) =>
    respond(response, 200, json, { ...stored, [members.type]: 'Lieferschein' }),
  ),
  'accept-html': whenRead((_, response) => respond(response, 200, html, '<h1>Welcome</h1>')),
  'accept-array': whenRead((_, response) => respond(response, 200, json, [stored])),
  'accept-half': whenRead((_, response) => {
    response.writeHead(200, { ...json, 'Content-Length': '100' });
    response.write('{"', () => response.destroy());
  }),
  created: whenRead((_, response) => respond(response, 201, json, stored)),
  'refuse-empty': whenRead((_, response) => respond(response, 401, { 'Content-Length': '0' }, '')),
  'refuse-html': whenRead((_, response) => respond(response, 413, html, '<h1>413</h1>')),
  'bad-gateway': whenRead((_, response) => respond(response, 502, html, '<h1>Bad gateway</h1>')),
  redirect: whenRead((_, response) => respond(response, 307, { Location: 'https://example.invalid/' }, '')),
  'see-other': whenRead(({ url = '' }, response) =>
    respond(response, 302, { Location: url.replace('see-other', 'accept') }, ''),
  ),
  'moved-within': whenRead(({ url = '' }, response) =>
    respond(response, 307, { Location: url.replace('moved-within', 'accept') }, ''),
  ),
  leak: whenRead(({ headers }, response) =>
    respond(response, 500, { ...html, 'X-Token': String(headers.authorization) }, `${headers.authorization}`),
  ),
  'leak-type': whenRead(({ headers }, response) =>
    respond(response, 200, { 'Content-Type': `text/${headers.authorization}` }, ''),
  ),
  'busy-once': whenRead((_, response, attempt) =>
    attempt === 1 ? respond(response, 503, { ...problem, 'Retry-After': '0' }, {}) : accept(response),
  ),
  'busy-long': whenRead((_, response) => respond(response, 503, { ...problem, 'Retry-After': '3600' }, {})),
  'busy-for-ages': whenRead((_, response) =>
    respond(response, 503, { ...problem, 'Retry-After': '99999999999' }, {}),
  ),
  'busy-always': whenRead((_, response) => respond(response, 429, { ...problem, 'Retry-After': '0' }, {})),
  'busy-unsaid': whenRead((_, response) => respond(response, 503, problem, {})),
  'reset-when-read-once': whenRead((request, response, attempt) =>
    attempt === 1 ? request.socket.resetAndDestroy() : accept(response),
  ),
  'reset-when-read': whenRead((request) => request.socket.resetAndDestroy()),
  'forbidden-to-pages': whenRead((_, response) => {
    response.removeHeader('Access-Control-Allow-Origin');
    accept(response);
  }),
  silent: whenRead(() => {}),
  'silent-headers': whenRead((_, response) => response.writeHead(200, json).write('{')),
  reset: (request) => request.once('data', () => request.socket.resetAndDestroy()),
  'refuse-and-close': (request, response) => {
    response.on('finish', () => request.socket.destroy());
    respond(response, 401, { ...problem, Connection: 'close' }, { title: 'Refused early', status: 401 });
  },
  'refuse-and-drain': (request, response) => {
    request.resume();
    respond(response, 413, { ...problem, Connection: 'close' }, { title: 'Refused early', status: 413 });
  },
  unread: () => {},
};

/** Pages of any origin may upload. */
function allowPages(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Headers', 'authorization');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
}

const server = createServer((request, response) => {
  allowPages(response);
  if (request.method === 'OPTIONS') return respond(response, 204, {}, '');
  const [, behaviour = '', ...rest] = (request.url ?? '').split('/');
  if (behaviour === 'arrived') return respond(response, 200, json, arrivals.get(rest[0] ?? '') ?? []);

  const clientId = rest[2] ?? '';
  const seen = arrivals.get(clientId) ?? [];
  arrivals.set(clientId, [...seen, remember(request)]);
  behaviours[behaviour]?.(request, response, seen.length + 1);
});

function remember(request: IncomingMessage): Arrival {
  const { method = '', url = '', rawHeaders, headers } = request;
  const arrival: Arrival = { method, url, rawHeaders, headers, body: '', size: 0 };
  // Not with `on('data')`, which would start reading the body when the behaviour must not read it.
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, ...others) => {
    if (chunk !== null) {
      arrival.size += chunk.length;
      if (arrival.body.length < keptOfBody) arrival.body += chunk.toString('latin1');
    }
    return push(chunk, ...others);
  };
  return arrival;
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}`);
});
process.on('disconnect', () => process.exit());
