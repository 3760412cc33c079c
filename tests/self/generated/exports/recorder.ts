import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as it arrived. */
export interface RecordedRequest {
  method: string;
  target: string;
  rawHeaders: string[];
  body: Buffer;
}

export interface Recorder extends Disposable {
  url: string;
  requests: RecordedRequest[];
}

/** A proxy before a deployment: records requests, and passes them on unchanged. */
export async function startRecorder(deployment: string): Promise<Recorder> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url: target = '', rawHeaders } = incoming;
    const body = await buffer(incoming);
    requests.push({ method, target, rawHeaders, body });
    send(deployment + target, { method, headers: incoming.headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, [Symbol.dispose]: () => void server.close() };
}
