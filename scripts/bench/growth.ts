import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Growth } from './report.ts';

const root = join(import.meta.dirname, '..', '..');

/** The load of a run in its own process: how many copies of the table, and how many concurrent cases. */
export interface Load {
  copies: number;
  concurrency: number;
}

const loads: readonly Load[] = [
  { copies: 1, concurrency: 4 },
  { copies: 3, concurrency: 4 },
  { copies: 10, concurrency: 4 },
  { copies: 3, concurrency: 1 },
  { copies: 3, concurrency: 16 },
  { copies: 3, concurrency: 64 },
];

/** How time and memory grow with cases, exchanges, report size and concurrency. */
export async function measureGrowth(): Promise<Growth[]> {
  const measured: Growth[] = [];
  for (const load of loads) measured.push(await runTable(load));
  return measured;
}

async function runTable(load: Load): Promise<Growth> {
  const program = join(import.meta.dirname, 'table.ts');
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.js'), program, JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  await once(child, 'close');
  return JSON.parse(text);
}
