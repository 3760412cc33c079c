import { request as connect, type IncomingMessage, type ServerResponse } from 'node:http';
import { capacity } from '../admin/journal/journal.ts';
import { ownPathReader } from '../admin/journal/own-path.ts';
import { createGate, type Gate } from '../gate/gate.ts';
import type { HandledRequest } from '../gate/handled-request.ts';
import type { MockOptions } from '../options.ts';
import { assembleMock, serveMock } from '../server.ts';
import type { FromPrimary, FromWorker } from './messages.ts';
import { primaryPort } from './primary.ts';

/**
 * Milliseconds for which entries are collected, after a quiet time and under load: one message each would take as long as
 * the upload.
 */
const pause = { first: 20, next: 1000 };

/** Serves in a process of `startWithWorkers`, until the primary ends it. */
export async function serveAsWorker(options: MockOptions): Promise<void> {
  const primary = createPrimary(options);
  // A terminal signals the whole process group; the primary decides when to stop.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  try {
    const assembled = await assembleMock(options, (parts) => ({
      ...parts,
      note: () => 0,
      observe: primary.report,
    }));
    const gate = createGate(assembled.parts, assembled.connections);
    const steered: Gate = {
      handle: (request, outgoing) =>
        primary.steered() ? forward(request, outgoing) : gate.handle(request, outgoing),
    };
    const journal = assembled.journal && {
      ownPath: ownPathReader(assembled.basePath),
      handle: (request: IncomingMessage, outgoing: ServerResponse) =>
        void primary.ask('asked').then(() => forward(request, outgoing, () => primary.ask('changed'))),
    };
    const mock = await serveMock({ ...assembled, journal }, options, steered);
    primary.say({ kind: 'listening', url: mock.url });
    await primary.closed;
    await mock.close();
    primary.flush();
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    primary.say({ kind: 'failed', error: { message, code } });
  }
  if (process.connected) process.disconnect();
}

/** The other end of the channel to the primary, which prints a line for each exchange, and keeps the journal. */
function createPrimary({ onRequest, journal: keepsJournal = true }: MockOptions) {
  const shown = onRequest !== undefined ? Infinity : keepsJournal ? capacity : 0;
  const say = (message: FromWorker): void => void process.send?.(message);
  const waiting = new Map<number, () => void>();
  let entries: HandledRequest[] = [];
  let flushedAt = 0;
  let steered = false;
  let lastId = 0;
  const flush = (): void => {
    if (entries.length > 0) say({ kind: 'entries', entries });
    entries = [];
    flushedAt = performance.now();
  };
  const closed = new Promise<void>((resolve) => {
    process.on('disconnect', resolve);
    process.on('message', (message: FromPrimary) => {
      if (message.kind === 'close') return resolve();
      if (message.kind === 'done') {
        waiting.get(message.id)?.();
        return void waiting.delete(message.id);
      }
      if (message.kind === 'flush') flush();
      else steered = message.steered;
      say({ kind: 'done', id: message.id });
    });
  });
  return {
    say,
    flush,
    closed,
    steered: () => steered,
    report(record: HandledRequest): void {
      if (shown === 0) return;
      if (entries.length === 0)
        setTimeout(flush, Math.max(pause.first, flushedAt + pause.next - performance.now()));
      // In batches, because removing one at a time would be slow.
      if (entries.length >= 2 * shown) entries.splice(0, shown);
      entries.push(plain(record));
    },
    /** Resolves when the primary has confirmed it. */
    ask: (kind: 'asked' | 'changed') =>
      new Promise<void>((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        say({ kind, id: lastId });
      }),
  };
}

/** Without objects that only this process can use. */
function plain(record: HandledRequest): HandledRequest {
  const { upload, headers } = record;
  if (upload === undefined) return record;
  const { head, body, ruling } = upload;
  return { ...record, upload: { request: { headers }, head, body, ruling } };
}

/**
 * Forwards a request to the primary, and returns its response.
 *
 * @param before must resolve before the response is sent.
 */
function forward(request: IncomingMessage, outgoing: ServerResponse, before?: () => Promise<void>): void {
  const { method, url, rawHeaders, socket } = request;
  // The primary handles time-outs of stalls and streams.
  const idleTime = socket.timeout ?? 0;
  socket.setTimeout(0);
  const port = process.env[primaryPort];
  const passed = connect({ host: '127.0.0.1', port, method, path: url, headers: rawHeaders, agent: false });
  passed.on('response', async (response) => {
    if (method !== 'GET' && method !== 'HEAD') await before?.();
    outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
    response.pipe(outgoing);
    response.on('error', () => socket.resetAndDestroy());
  });
  passed.on('error', () => socket.resetAndDestroy());
  outgoing.on('close', () => {
    if (!socket.destroyed) socket.setTimeout(idleTime);
    if (!outgoing.writableFinished) passed.destroy();
  });
  request.pipe(passed);
}
