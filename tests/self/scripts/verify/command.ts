import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const bin = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'upload-contract.js');

/** The environment without variables that affect a run: colours, proxies, npm, and those of `verify` itself. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^UPLOAD_|_PROXY$|COLOR|^GITHUB_|^VITEST|^CI$|^npm_/i.test(name),
  );
  return Object.fromEntries(kept);
}

/** Runs `upload-contract` with these arguments in its own process, to its end. */
export function command(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  script = bin,
  folder = process.cwd(),
): Promise<Ended> {
  // Without `--`, Node 20 takes an --env-file among the script's arguments as its own.
  const child = spawn(process.execPath, ['--', script, ...args], {
    cwd: folder,
    env: { ...cleanEnvironment(), ...environment },
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    ended.stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    ended.stderr += bytes;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...ended, code }));
  });
}
