import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { MockResponse } from '../../../mocks/gate/exchange.ts';
import type { Fault, Variant } from '../mutant.ts';
import { changeDelivery, remembering, together } from '../seams.ts';

/** Writes answers itself. */
const writes = (write: (response: ServerResponse, answer: MockResponse) => void | Promise<void>): Fault =>
  changeDelivery(async (response, answer) => write(response, answer));

/** Answers every so manieth request with this instead, as a gateway does that limits the rate. */
const everyNth = (count: number, instead: MockResponse): Fault =>
  remembering(() => {
    let served = 0;
    return changeDelivery(async (response, _answer, _upload, asIs) => {
      served += 1;
      if (served % count !== 0) return asIs();
      response.writeHead(instead.status, instead.headers).end(instead.body);
    });
  });

const early = (parts: Parameters<Fault>[0]) => ({ ...parts, patience: { bytes: 0, milliseconds: 0 } });

/** How answers may travel. */
export const transportVariants: Variant[] = [
  {
    id: 'gzip',
    liberty: 'Compresses its answers',
    warns: [],
    vary: writes(
      (response, { status, headers, body }) =>
        void response.writeHead(status, { ...headers, 'Content-Encoding': 'gzip' }).end(gzipSync(body)),
    ),
  },
  {
    id: 'chunked-answers',
    liberty: 'Answers in chunked coding',
    warns: [],
    vary: writes((response, { status, headers, body }) => {
      response.writeHead(status, headers);
      for (const letter of body.match(/.{1,7}/gs) ?? []) response.write(letter);
      response.end();
    }),
  },
  {
    id: 'no-keep-alive',
    liberty: 'Ends its answers with the connection',
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
    id: 'interim-answers',
    liberty: 'Sends interim answers first',
    warns: [],
    vary: changeDelivery(async (response, _answer, _upload, asIs) => {
      response.writeProcessing();
      return asIs();
    }),
  },
  {
    id: 'slow',
    liberty: 'Takes two seconds for an answer',
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
  { id: 'early-answers', liberty: 'Refuses before it has read the body', warns: [], vary: early },
  {
    id: 'early-answers-and-closes',
    liberty: 'Refuses before it has read the body, and closes the connection',
    warns: [],
    vary: together(
      early,
      changeDelivery(async (response, answer, upload, asIs) => {
        if (upload?.body !== undefined || response.req.readableEnded) return asIs();
        response.writeHead(answer.status, {
          ...answer.headers,
          'Content-Length': Buffer.byteLength(answer.body),
          Connection: 'close',
        });
        response.end(answer.body);
        await once(response, 'finish');
        response.req.socket.end();
      }),
    ),
  },
];
