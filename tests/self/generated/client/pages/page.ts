import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundleForBrowser } from '../../../../../scripts/maintenance/client-size.ts';

/** A page on its own origin. */
export interface ServedPage {
  url: string;
  server: Server;
}

/**
 * Serves a page.
 *
 * @param source the module behind every script of the page; it may import the client.
 * @param respond handles every other request.
 */
export async function servePage(
  html: string,
  source: string,
  respond?: RequestListener,
): Promise<ServedPage> {
  const script = await bundleForBrowser(source);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/') return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
    if (/\.[jt]s$/.test(path)) return response.setHeader('Content-Type', 'text/javascript').end(script);
    if (respond === undefined) return response.writeHead(404).end();
    return respond(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
