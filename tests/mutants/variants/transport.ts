import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { MockResponse } from '../../../mocks/gate/handled-request.ts';
import { changeDelivery, remembering, together } from '../faults/seams.ts';
import type { Fault, Variant } from '../mutant.ts';

/** Writes responses itself. */
const writes = (write: (outgoing: ServerResponse, response: MockResponse) => void | Promise<void>): Fault =>
  changeDelivery(async (outgoing, response) => write(outgoing, response));

/** Responds to every n-th request with this instead, like a gateway that limits the rate. */
const everyNth = (count: number, instead: MockResponse): Fault =>
  remembering(() => {
    let served = 0;
    return changeDelivery(async (outgoing, _response, _upload, asIs) => {
      served += 1;
      if (served % count !== 0) return asIs();
      outgoing.writeHead(instead.status, instead.headers).end(instead.body);
    });
  });

const early = (parts: Parameters<Fault>[0]) => ({ ...parts, readingLimits: { bytes: 0, milliseconds: 0 } });

/** Ways of sending responses. */
export const transportVariants: Variant[] = [
  {
    id: 'gzip',
    liberty: 'Compresses its responses',
    warns: [],
    vary: writes(
      (response, { status, headers, body }) =>
        void response.writeHead(status, { ...headers, 'Content-Encoding': 'gzip' }).end(gzipSync(body)),
    ),
  },
  {
    id: 'chunked-responses',
    liberty: 'Responds in chunked coding',
    warns: [],
    vary: writes((response, { status, headers, body }) => {
      response.writeHead(status, headers);
      for (const letter of body.match(/.{1,7}/gs) ?? []) response.write(letter);
      response.end();
    }),
  },
  {
    id: 'no-keep-alive',
    liberty: 'Ends its responses with the connection',
    warns: [],
    vary: writes((response, { status, headers, body }) => {
      response.useChunkedEncodingByDefault = false;
      response.writeHead(status, { ...headers, Connection: 'close' }).end(body);
    }),
  },
  {
    id: 'header-letter-case',
    liberty: 'Writes header names in capital letters',
    warns: [],
    vary: writes(
      (response, { status, headers, body }) =>
        void response
          .writeHead(
            status,
            Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
          )
          .end(body),
    ),
  },
  {
    id: 'interim-responses',
    liberty: 'Sends interim responses first',
    warns: [],
    vary: changeDelivery(async (outgoing, _response, _upload, asIs) => {
      outgoing.writeProcessing();
      return asIs();
    }),
  },
  {
    id: 'slow',
    liberty: 'Takes two seconds for a response',
    warns: [],
    options: { latency: 2000 },
    concurrency: 64,
  },
  {
    id: 'rate-limit',
    liberty: 'Limits the rate with 429 and Retry-After',
    warns: [],
    vary: everyNth(80, { status: 429, headers: { 'Retry-After': '1' }, body: '' }),
  },
  {
    id: 'unavailable-for-a-moment',
    liberty: 'Is unavailable at times, with 503 and Retry-After',
    warns: [],
    vary: everyNth(100, { status: 503, headers: { 'Retry-After': '1' }, body: 'Try again' }),
  },
  { id: 'early-responses', liberty: 'Rejects before it has read the body', warns: [], vary: early },
  {
    id: 'early-responses-and-closes',
    liberty: 'Rejects before it has read the body, and closes the connection',
    warns: [],
    vary: together(
      early,
      changeDelivery(async (outgoing, response, upload, asIs) => {
        if (upload?.body !== undefined || outgoing.req.readableEnded) return asIs();
        outgoing.writeHead(response.status, {
          ...response.headers,
          'Content-Length': Buffer.byteLength(response.body),
          Connection: 'close',
        });
        outgoing.end(response.body);
        await once(outgoing, 'finish');
        outgoing.req.socket.end();
      }),
    ),
  },
];
