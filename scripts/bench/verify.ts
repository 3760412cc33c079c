import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { contract } from '../../generated/contract.ts';
import { growthDuring } from './memory.ts';
import type { Growth } from './report.ts';
import { packageBin, startTarget } from './targets.ts';

const rounds = 5;
const clone = join(import.meta.dirname, '..', 'upload-contract.js');

/** How long `verify` takes against a running mock and against the embedded one, next to bare Node. */
export async function measureVerify(): Promise<Growth[]> {
  const mock = await startTarget('mock');
  const environment = {
    UPLOAD_BASE_URL: `http://127.0.0.1:${mock.port}`,
    UPLOAD_CLIENT_ID: 'bench',
    UPLOAD_ACCOUNT_ID: 'account-1',
    UPLOAD_TOKEN: 'token-of-the-bench',
  };
  const one = ['verify', '--only', 'csv-file', '--quiet'];
  const runs: [what: string, parameters: string[], environment: Record<string, string>][] = [
    ['node -e 0', ['-e', '0'], {}],
    ['verify --only csv-file, from the package', [packageBin, ...one], environment],
    ['verify --only csv-file, from a clone', [clone, ...one], environment],
    [`verify, ${contract.title}, from a clone, embedded mock`, [clone, 'verify', '--quiet'], {}],
  ];
  try {
    const measured: Growth[] = [];
    for (const [what, parameters, variables] of runs)
      measured.push(await measureRun(what, parameters, variables));
    return measured;
  } finally {
    await mock.stop();
  }
}

/** The median of some runs. */
async function measureRun(
  what: string,
  parameters: readonly string[],
  variables: Record<string, string>,
): Promise<Growth> {
  const times: number[] = [];
  let memory = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const child = spawn(process.execPath, parameters, {
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = once(child, 'exit');
    memory = Math.max(memory, await growthDuring(child.pid ?? 0, () => ended));
    times.push(performance.now() - start);
  }
  const milliseconds = times.sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
  return { what, milliseconds, memory };
}
