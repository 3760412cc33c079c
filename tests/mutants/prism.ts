import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../spec/root.ts';
import type { Send } from '../contract/wire/send.ts';

/** Plain Prism from its package: one more deployment, and a faulty one. */
interface PlainPrism extends Disposable {
  readonly url: string;
  /** Sends when Prism is up again: some uploads crash it, and it restarts each time. */
  awaited(send: Send): Send;
}

const runner = join(root, 'scripts', 'run.js');
const program = join(import.meta.dirname, 'prism-process.ts');
const document = join(root, 'generated', 'openapi.json');

/** Milliseconds between the end of a connection and noticing the end of its process. */
const noticing = 2000;

/** Starts Prism on a free port, in its own process. */
export async function startPlainPrism(): Promise<PlainPrism> {
  let closed = false;
  let child: ChildProcess;
  const start = async (port: string): Promise<string> => {
    const options = ['--host', '127.0.0.1', '--port', port];
    child = spawn(process.execPath, [runner, program, 'mock', document, ...options]);
    const url = await address(child);
    child.once('exit', () => {
      if (!closed) ready = start(new URL(url).port);
    });
    return url;
  };
  let ready = start('0');
  return {
    url: await ready,
    awaited: (send) => async (request, hold) => {
      await ready;
      const exchange = await send(request, hold);
      // The end of a process is noticed shortly after that of its connections.
      if (exchange.response === null && child.exitCode === null)
        await once(child, 'exit', { signal: AbortSignal.timeout(noticing) }).catch(() => {});
      return exchange;
    },
    [Symbol.dispose]() {
      closed = true;
      child.kill();
    },
  };
}

async function address({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('Prism has no output to read its address from');
  for await (const line of createInterface({ input: stdout })) {
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('Prism ended before it was ready');
}
