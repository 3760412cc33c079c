import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { annotate, input, write } from '../../../scripts/pipelines/github.js';
import { install } from '../../../scripts/pipelines/install.js';

/** Milliseconds between two looks at the log of the mock. */
const interval = 50;

/** Each line is an argument of its own: no shell reads it. */
const options = () =>
  input('options')
    .split(/\r?\n/)
    .filter((line) => line !== '');

async function start() {
  const milliseconds = Number(input('timeout') || 30_000);
  if (!(milliseconds > 0)) throw new Error('The input `timeout` must be a number of milliseconds.');
  const program = install(input('version'));
  const log = join(mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), 'upload-contract-mock-')), 'log');
  const file = openSync(log, 'a');
  const addresses = [`--port=${input('port') || 0}`, `--host=${input('host') || '127.0.0.1'}`];
  // It goes on after this step, so it writes into a file: a pipe would end with the step.
  const child = spawn(process.execPath, ['--', program, 'mock', ...addresses, ...options()], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  let ended = false;
  for (const event of ['exit', 'error']) child.once(event, () => (ended = true));
  write('GITHUB_STATE', { pid: child.pid ?? '', log });
  for (const end = Date.now() + milliseconds; ; await pause(interval)) {
    const text = readFileSync(log, 'utf8');
    const url = /^Mock ready at (\S+)$/m.exec(text)?.[1];
    if (url !== undefined) {
      write('GITHUB_OUTPUT', { url });
      write('GITHUB_STATE', { url });
      console.log(`Mock ready at ${url}`);
      return child.unref();
    }
    if (ended) throw new Error(`The mock ended immediately:\n${text}`);
    if (Date.now() > end) {
      child.kill();
      throw new Error(`The mock was not ready within ${milliseconds} ms:\n${text}`);
    }
  }
}

await start().catch((error) => {
  annotate('error', error.message);
  process.exitCode = 1;
});
