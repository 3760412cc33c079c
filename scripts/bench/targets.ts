import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { smallUpload, uploadOnce } from './load.ts';

/** The servers to compare, each in its own process. */
export type TargetName = keyof typeof commands;

export interface Target {
  name: TargetName;
  port: number;
  pid: number;
  /** Milliseconds from spawning to the first accepted upload. */
  startup: number;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const node = process.execPath;

/** The built package: `npm run bench` builds it first. */
export const packageBin = join(root, 'dist', 'js', 'cli.js');
const cloneBin = join(root, 'scripts', 'upload-contract.js');
const prismPackage = require.resolve('@stoplight/prism-cli/package.json');
const { bin: prismBins } = JSON.parse(await readFile(prismPackage, 'utf8'));
const prismBin = join(prismPackage, '..', prismBins.prism);
const document = join(root, 'spec', 'openapi.yaml');

/** The command that starts each on a port. By default the mock writes a line for each upload, here into a file. */
const commands = {
  floor: (port: string) => [node, join(import.meta.dirname, 'floor.js'), port],
  Go: (port: string) => [goFloor(), port],
  mock: (port: string) => [node, packageBin, 'mock', '--quiet', '--port', port],
  'mock with lines': (port: string) => [node, packageBin, 'mock', '--port', port],
  'mock from a clone': (port: string) => [node, cloneBin, 'mock', '--quiet', '--port', port],
  Prism: (port: string) => [node, prismBin, 'mock', '-v', 'silent', '-p', port, document],
};

let folder = '';

const goFloor = (): string => join(folder, process.platform === 'win32' ? 'floor.exe' : 'floor');

/** Builds the parts that need building in a temporary folder, and removes it after the work. */
export async function withBuilt<T>(work: () => Promise<T>): Promise<T> {
  folder = await mkdtemp(join(tmpdir(), 'upload-contract-bench-'));
  spawnSync('go', ['build', '-o', goFloor(), join(import.meta.dirname, 'floor.go')], { stdio: 'ignore' });
  return work().finally(() => rm(folder, { recursive: true }));
}

/** The targets that this machine can run: Go only if it is installed and builds its program. */
export const runnable = (names: readonly TargetName[]): TargetName[] =>
  names.filter((name) => name !== 'Go' || existsSync(goFloor()));

/**
 * Starts a target, and resolves when it has accepted an upload.
 *
 * @throws Error when it ends first.
 */
export async function startTarget(name: TargetName): Promise<Target> {
  const port = await freePort();
  const [program = '', ...parameters] = commands[name](String(port));
  const output = openSync(name === 'mock with lines' ? join(folder, 'lines.txt') : devNull, 'w');
  const start = performance.now();
  const child = spawn(program, parameters, { stdio: ['ignore', output, 'inherit'] });
  closeSync(output);
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
