import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { getProxyForUrl } from 'proxy-from-env';
import { explain } from './connection-advice.ts';
import { ExchangeError } from './exchange.ts';
import { createResponseReader } from './response/response.ts';

/** How to reach a deployment. Certificates and keys are PEM. */
export interface ConnectionSettings {
  baseUrl: string;
  /** Authorities to trust in addition to Node's. */
  ca?: string[];
  cert?: string;
  key?: string;
}

export interface Connection {
  socket: Socket;
  /** Goes before the target for a proxy, which expects the absolute form (RFC 9112, section 3.2.2). */
  origin?: string;
}

/** Opens a connection. @throws ExchangeError that says why there is none. */
export type Connect = (signal: AbortSignal) => Promise<Connection>;

/** Connects to the deployment, through the proxy in HTTPS_PROXY, HTTP_PROXY and NO_PROXY. */
export function createConnector(settings: ConnectionSettings): Connect {
  const target = new URL(settings.baseUrl);
  const proxy = getProxyForUrl(settings.baseUrl);
  if (proxy === '') return (signal) => directly(target, settings, signal);
  return (signal) => throughProxy(new URL(proxy), target, settings, signal);
}

async function directly(target: URL, settings: ConnectionSettings, signal: AbortSignal): Promise<Connection> {
  const socket = await opened(
    connectPlain({ ...address(target), allowHalfOpen: true, noDelay: true }),
    'connect',
    signal,
  );
  if (target.protocol !== 'https:') return { socket };
  return { socket: await secured(socket, target, settings, signal) };
}

async function throughProxy(
  proxy: URL,
  target: URL,
  settings: ConnectionSettings,
  signal: AbortSignal,
): Promise<Connection> {
  const plain = connectPlain({ ...address(proxy), allowHalfOpen: true, noDelay: true });
  const socket = await opened(plain, 'connect', signal).catch((error: Error) => {
    throw new ExchangeError('proxy', `the proxy ${proxy.host} cannot be reached: ${error.message}`);
  });
  if (target.protocol !== 'https:') return { socket, origin: target.origin };
  await tunnel(socket, proxy, target, signal);
  return { socket: await secured(socket, target, settings, signal) };
}

/** RFC 9110, section 9.3.6: CONNECT. @throws ExchangeError, and leaves no socket open. */
async function tunnel(socket: Socket, proxy: URL, target: URL, signal: AbortSignal): Promise<void> {
  const { host, port } = address(target);
  const credentials = decodeURIComponent(`${proxy.username}:${proxy.password}`);
  const authorization =
    credentials === ':'
      ? ''
      : `Proxy-Authorization: Basic ${Buffer.from(credentials).toString('base64')}\r\n`;
  socket.write(`CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\n${authorization}\r\n`);
  const status = await statusOfTunnel(socket, signal).catch((error: Error) => {
    socket.destroy();
    if (signal.aborted)
      throw new ExchangeError('timeout', `the proxy ${proxy.host} opened no tunnel within the time-out`);
    throw new ExchangeError('proxy', `the proxy ${proxy.host} opened no tunnel: ${error.message}`);
  });
  if (status >= 200 && status <= 299) return;
  socket.destroy();
  throw new ExchangeError('proxy', `the proxy ${proxy.host} rejected the tunnel with ${status}`);
}

async function statusOfTunnel(socket: Socket, signal: AbortSignal): Promise<number> {
  const giveUp = () => socket.destroy();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    // A success has no content, and that of an error is not needed.
    const reader = createResponseReader('HEAD');
    for await (const bytes of readUntilDone(socket)) if (reader.push(bytes)) break;
    return reader.finish().status;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** Reads without closing the socket when the reader stops. */
async function* readUntilDone(socket: Socket): AsyncGenerator<Buffer> {
  for await (const bytes of socket.iterator({ destroyOnReturn: false })) yield bytes as Buffer;
}

function secured(
  socket: Socket,
  target: URL,
  settings: ConnectionSettings,
  signal: AbortSignal,
): Promise<Socket> {
  const { host } = address(target);
  const { cert, key, ca } = settings;
  const tls = connectTls({
    socket,
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    host,
    ALPNProtocols: ['http/1.1'],
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  });
  return opened(tls, 'secureConnect', signal);
}

function address(url: URL): { host: string; port: number } {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}

function opened<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.destroy();
      reject(new ExchangeError('timeout', 'no connection within the time-out'));
    };
    const fail = (error: NodeJS.ErrnoException): void => reject(explain(error));
    const close = (): void =>
      reject(new ExchangeError('reset', 'the connection was closed while it was opened'));
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', fail).once('close', close);
    socket.once(event, () => {
      signal.removeEventListener('abort', abort);
      socket.off('error', fail).off('close', close);
      resolve(socket);
    });
  });
}
