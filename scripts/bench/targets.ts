import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { smallUpload, uploadOnce } from './load.ts';

/** The servers that are measured side by side, each in a process of its own. */
export type TargetName = 'floor' | 'Prism' | 'mock';

export interface Target {
  name: TargetName;
  port: number;
  pid: number;
  /** Milliseconds from the spawn to the first accepted upload. */
  startup: number;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);

async function commandOf(name: TargetName, port: number): Promise<string[]> {
  if (name === 'mock')
    return [join(root, 'scripts', 'upload-contract.js'), 'mock', '--quiet', '--port', String(port)];
  if (name === 'Prism')
    return [await prismBin(), 'mock', '-v', 'silent', '-p', String(port), join(root, 'spec', 'openapi.yaml')];
  return [
    '--import',
    pathToFileURL(require.resolve('tsx')).href,
    join(import.meta.dirname, 'floor.ts'),
    String(port),
  ];
}

async function prismBin(): Promise<string> {
  const manifest = require.resolve('@stoplight/prism-cli/package.json');
  const { bin } = JSON.parse(await readFile(manifest, 'utf8'));
  return join(manifest, '..', bin.prism);
}

/**
 * Starts a target, and resolves when it has accepted an upload.
 *
 * @throws Error when it ends before that.
 */
export async function startTarget(name: TargetName): Promise<Target> {
  const port = await freePort();
  const command = await commandOf(name, port);
  const start = performance.now();
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  await untilAccepted(child, port, name);
  const startup = performance.now() - start;
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  return { name, port, pid: child.pid ?? 0, startup, stop };
}

async function untilAccepted(child: ChildProcess, port: number, name: TargetName): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    const status = await uploadOnce(port, smallUpload).catch(() => undefined);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
