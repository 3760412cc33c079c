import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundleForBrowser } from '../../scripts/client-size.ts';

/** A page on an origin of its own, with a module that may import the client. */
export async function servePage(html: string, source: string): Promise<{ url: string; server: Server }> {
  const script = await bundleForBrowser(source);
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
