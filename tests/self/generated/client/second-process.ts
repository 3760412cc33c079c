import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Arrival } from './scripted-server.ts';

/** A running {@link file://./scripted-server.ts scripted server}. */
export interface ScriptedServer {
  url: string;
  /** The uploads of a client id, attempt by attempt. */
  arrived(clientId: string): Promise<Arrival[]>;
  stop(): void;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const child = forkModule('scripted-server.ts');
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    arrived: async (clientId) => (await fetch(`${url}/arrived/${clientId}`)).json(),
    stop: () => child.disconnect(),
  };
}

const run = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'run.js');

/** Runs a module of this folder, bundled: loading each of its sources takes longer than most of these tests. */
export function forkModule(name: string, args: string[] = [], execPath = process.execPath): ChildProcess {
  return fork(run, [join(import.meta.dirname, name), ...args], { execPath });
}
