import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '../../../spec/contract.ts';
import { root } from '../../../spec/root.ts';
import type { Control } from '../../control/control.ts';
import type { ReadFilter } from '../../control/filter.ts';
import type { Forced } from '../../control/forced.ts';
import type { MockResponse } from '../../gate/handled-request.ts';
import { lingering } from '../../http/aside.ts';
import { problem } from '../../responses/problem.ts';
import { shown } from '../../responses/shown.ts';
import type { HostCheck } from '../hosts.ts';
import { inspectorRoutes } from '../inspector/routes.ts';
import { referenceRoutes } from '../reference/routes.ts';
import { filterReader, mostBytes, readText } from './input.ts';
import type { Journal } from './journal.ts';
import { namespace, ownPathReader, type ReadOwnPath } from './own-path.ts';
import { stream } from './stream.ts';

type Route = (
  request: IncomingMessage,
  outgoing: ServerResponse,
  id: string,
) => MockResponse | undefined | Promise<MockResponse | undefined>;

/** What the journal API reads and changes. */
export interface Inside {
  contract: Contract;
  /** The prefix of the contract's paths; empty when there is none. */
  basePath: string;
  journal: Journal;
  forced: Forced;
  reset: Control['reset'];
  /** The reference site that the inspector links to. */
  docsUrl?: string | undefined;
}

/** The description of the journal. */
const descriptionPath = join(root, 'generated', 'journal.json');

/** Handlers by path below the namespace, then by method. */
type Routes = Record<string, Record<string, Route>>;

/**
 * Serves the journal over HTTP, as `spec/journal.yaml` describes it.
 *
 * Pages of other origins get no access: without CORS they cannot read the responses, and their changes are rejected. A
 * page whose own name resolves here (DNS rebinding) would have the same origin; its Host gives it away.
 */
export function createJournalApi(inside: Inside, isOwnHost: HostCheck): JournalApi {
  const routes = routesOf(inside);
  return {
    ownPath: ownPathReader(inside.basePath),
    handle(request, outgoing, path) {
      const answered = isOwnHost(request)
        ? route(routes, request, outgoing, path)
        : Promise.resolve(misdirected(request));
      answered
        .then((response) => response && send(outgoing, response))
        .catch((error) => outgoing.destroy(error));
    },
  };
}

/** Serves the journal, and says whether a request is for it. */
export interface JournalApi {
  ownPath: ReadOwnPath;
  /** @param path as `ownPath` reads it. */
  handle(request: IncomingMessage, outgoing: ServerResponse, path: string): void;
}

async function send(outgoing: ServerResponse, response: MockResponse): Promise<void> {
  const { status, headers, body } = response;
  // Interrupted: the server has already responded.
  if (outgoing.headersSent) return;
  if (status === 413) return refuseUnread(outgoing, response);
  // An unread body harms nothing.
  outgoing.req.resume();
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...headers, ...length, 'Cache-Control': 'no-store' });
  outgoing.end(body);
}

/** Responds, and keeps the connection open so that the response can be read; the rest of the request stays unread. */
async function refuseUnread(
  outgoing: ServerResponse,
  { status, headers, body }: MockResponse,
): Promise<void> {
  const { socket } = outgoing.req;
  outgoing.writeHead(status, { ...headers, Connection: 'close', 'Cache-Control': 'no-store' });
  outgoing.write(body);
  await sleep(lingering, undefined, { ref: false });
  outgoing.end();
  socket.destroySoon();
}

const misdirected = ({ headers: { host = '' } }: IncomingMessage): MockResponse =>
  problem(
    421,
    'another-host',
    `${namespace} is not served for the host ${shown(host)}. If the name is yours, add it with --allow-host NAME, or allowHosts.`,
  );

const routesOf = ({ contract, basePath, journal, forced, reset, docsUrl }: Inside): Routes => ({
  ...requestRoutes(contract, journal),
  '/next': { POST: (request) => readJson(request, (next) => forced.pushNext(next) ?? nothing) },
  '/rules': {
    GET: () => ok(forced.rules()),
    POST: (request) => readJson(request, (rule) => addRule(forced, rule)),
    DELETE: () => done(forced.removeRules),
  },
  '/rules/{id}': { DELETE: (_request, _response, id) => removed(forced.removeRule(Number(id)), id) },
  '/reset': { POST: () => done(reset) },
  ...inspectorRoutes(contract, basePath, docsUrl),
  ...referenceRoutes(contract, basePath),
  '/openapi.json': { GET: async () => ok(JSON.parse(await readFile(descriptionPath, 'utf8'))) },
});

function requestRoutes(contract: Contract, journal: Journal): Routes {
  const readFilter = filterReader(contract);
  const filtered = (request: IncomingMessage, select: (filter: ReadFilter) => unknown): MockResponse => {
    const filter = readFilter(request);
    return 'body' in filter ? filter : ok(select(filter));
  };
  return {
    '/requests': {
      GET: (request) => filtered(request, (filter) => journal.list(filter)),
      DELETE: () => done(journal.forget),
    },
    '/requests/count': {
      GET: (request) => filtered(request, (filter) => ({ count: journal.list(filter).length })),
    },
    '/requests/stream': {
      GET(_request, outgoing) {
        stream(journal, outgoing);
        return undefined;
      },
    },
    '/requests/{id}': { GET: (_request, _response, id) => found(journal.find(Number(id)), id) },
  };
}

function done(change: () => void): MockResponse {
  change();
  return nothing;
}

function addRule(forced: Forced, rule: unknown): MockResponse {
  const added = forced.addRule(rule);
  return 'used' in added ? { ...ok(added), status: 201 } : added;
}

async function route(
  routes: Routes,
  request: IncomingMessage,
  outgoing: ServerResponse,
  path: string,
): Promise<MockResponse | undefined> {
  const [, list = '', id = ''] = /^(\/requests|\/rules)\/(\d+)$/.exec(path) ?? [];
  const methods = routes[id === '' ? path : `${list}/{id}`];
  if (methods === undefined)
    return problem(404, 'not-found', `There is nothing at ${namespace}${shown(path)}.`);
  // HEAD is GET without the body, which Node leaves out (RFC 9110, section 9.3.2).
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  const handle = methods[method];
  if (handle === undefined) return notAllowed(Object.keys(methods));
  if (method !== 'GET' && isOfAnotherOrigin(request)) {
    return problem(403, 'another-origin', 'Pages of other origins must not change anything here.');
  }
  return handle(request, outgoing, id);
}

function isOfAnotherOrigin({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin.replace(/^https?:\/\//, '') !== headers.host;
}

function notAllowed(methods: string[]): MockResponse {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  const response = problem(405, 'method-not-allowed', `Allowed here: ${allowed}.`);
  return { ...response, headers: { ...response.headers, Allow: allowed } };
}

const ok = (body: unknown): MockResponse => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

const nothing: MockResponse = { status: 204, headers: {}, body: '' };

const found = (exchange: unknown, id: string): MockResponse =>
  exchange === undefined
    ? problem(404, 'no-such-exchange', `There is no entry ${shown(id)}. It may have been dropped.`)
    : ok(exchange);

const removed = (was: boolean, id: string): MockResponse =>
  was ? nothing : problem(404, 'no-such-rule', `There is no rule ${shown(id)}. It may have been removed.`);

async function readJson(
  request: IncomingMessage,
  take: (value: unknown) => MockResponse,
): Promise<MockResponse> {
  const text = await readText(request);
  if (text === undefined) return tooLarge;
  const value = parsed(text);
  return value === undefined ? problem(400, 'not-understood', 'The body is not JSON.') : take(value);
}

const tooLarge = problem(413, 'too-large', `The body is larger than ${mostBytes} bytes.`);

/** @returns undefined when the text is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
