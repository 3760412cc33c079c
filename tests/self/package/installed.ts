import { exec, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../scripts/verify/command.ts';

/** The package as users get it: packed, and installed into separate folders. */
export const root = join(import.meta.dirname, '..', '..', '..');

const run = promisify(execFile);

/** Builds and packs once. @returns the tarball's path. */
export async function pack(folder: string): Promise<string> {
  const { stdout } = await shell(`npm pack --json --pack-destination "${folder}"`, root);
  const [packed] = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1));
  return join(folder, packed.filename);
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'package-'));

export const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** Makes a project with only a manifest, and installs the tarball. */
export async function install(folder: string, command: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'package.json'),
    '{ "name": "consumer", "private": true, "type": "module" }\n',
  );
  await shell(command, folder);
}

/** Copies a project, and adds packages of this repository to it. */
export async function withPackages(from: string, to: string, names: readonly string[]): Promise<void> {
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  for (const name of names) {
    const link = join(to, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, 'node_modules', name), link, 'junction');
  }
}

/** Copies a program of `consumer/` into a project. */
export const give = (name: string, folder: string, as = name): Promise<void> =>
  cp(join(import.meta.dirname, 'consumer', name), join(folder, as));

export const shell = (command: string, cwd: string) =>
  promisify(exec)(command, { cwd, env: cleanEnvironment(), maxBuffer: 2 ** 26 });

export const node = (args: readonly string[], cwd: string, execPath = process.execPath) =>
  run(execPath, args, { cwd, env: cleanEnvironment(), maxBuffer: 2 ** 26 });

/** The module behind the command `upload-contract` of a project. */
export async function program(folder: string): Promise<string> {
  const installed = join(folder, 'node_modules', 'upload-contract');
  const { bin } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  return join(installed, bin['upload-contract']);
}

/** Starts the mock by the package's bin, and calls back once it is ready. */
export async function withMock<T>(
  folder: string,
  use: (url: string) => Promise<T>,
  execPath = process.execPath,
  flags: readonly string[] = [],
): Promise<T> {
  const child = spawn(execPath, [...flags, await program(folder), 'mock', '--port', '0'], {
    cwd: folder,
    env: cleanEnvironment(),
  });
  try {
    const [line] = await once(child.stdout, 'data');
    return await use(/Mock ready at (\S+)/.exec(String(line))?.[1] ?? '');
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

/** How TypeScript finds modules. */
export type Resolution = 'node16' | 'nodenext' | 'bundler';

/** The packages that have a compiler. */
export type Compiler = 'typescript' | 'typescript-7';

const moduleOf = { node16: 'node18', nodenext: 'nodenext', bundler: 'esnext' };

/** Compiles a program that uses each entry point. @returns what the compiler complains about. */
export async function compile(compiler: Compiler, resolution: Resolution, folder: string): Promise<string> {
  await give('typed.ts', folder);
  const compilerOptions = {
    ...{ module: moduleOf[resolution], moduleResolution: resolution, target: 'es2022', noEmit: true },
    // Checks our declarations, and their imports, once.
    skipLibCheck: resolution !== 'nodenext',
    ...{ strict: true, exactOptionalPropertyTypes: true, resolveJsonModule: true, types: ['node'] },
  };
  const config = `tsconfig.${compiler}.${resolution}.json`;
  await writeFile(join(folder, config), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
  const tsc = join(root, 'node_modules', compiler, 'bin', 'tsc');
  return (await node([tsc, '-p', config], folder).catch((error) => error)).stdout;
}
