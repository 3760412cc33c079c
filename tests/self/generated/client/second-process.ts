import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** Runs a module of this folder. When Node strips types itself, the loader does no harm. */
export function forkModule(name: string, args: string[] = [], execPath = process.execPath): ChildProcess {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(join(import.meta.dirname, name), args, { execPath, execArgv: ['--import', tsx] });
}
