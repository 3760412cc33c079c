import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { cleanEnvironment } from '../verify/command.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const token = 'embedded-secret-4711';

/** Runs a command until its embedded mock has started, and kills its other processes: the mock ends, too. */
export async function expectNoTraceOfMock(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...cleanEnvironment(), UPLOAD_TOKEN: token },
    stdio: 'ignore',
  });
  const lines = new Set<string>();
  let mock: number | undefined;
  try {
    await expect
      .poll(() => {
        const below = descendants(child.pid ?? 0);
        for (const id of below) lines.add(lineOf(id));
        mock = below.find((id) => lineOf(id).includes('embedded-mock'));
        return mock !== undefined;
      })
      .toBe(true);
    for (const id of running()) lines.add(lineOf(id));
  } finally {
    for (const id of descendants(child.pid ?? 0).filter((each) => each !== mock)) process.kill(id, 'SIGKILL');
    child.kill('SIGKILL');
  }
  expect([...lines].filter((line) => line.includes(token))).toEqual([]);
  await expect.poll(() => running().some((id) => id === mock)).toBe(false);
}

const running = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** The command line, which everybody on the machine can see. */
const lineOf = (id: number): string => read(id, 'cmdline').replaceAll('\0', ' ');

function descendants(id: number): number[] {
  const parents = running().map((each) => [each, Number(/^.*\) \S (\d+)/s.exec(read(each, 'stat'))?.[1])]);
  const below = (parent: number): number[] =>
    parents.flatMap(([each = 0, of]) => (of === parent ? [each, ...below(each)] : []));
  return below(id);
}

/** Empty when the process has ended in the meantime. */
function read(id: number, name: string): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
