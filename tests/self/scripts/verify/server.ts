import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer extends AsyncDisposable {
  url: string;
}

/** A server on a free port that responds to every request in one way, after reading it. */
export async function serve(respond: RequestListener): Promise<TestServer> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => respond(request, response));
  });
  return listen(server);
}

export async function listen(server: Server, scheme = 'http'): Promise<TestServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
