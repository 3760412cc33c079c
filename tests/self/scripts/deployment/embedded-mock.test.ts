import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanEnvironment } from '../verify/command.ts';

/** The mock for runs without a deployment: a process that leaks nothing, and ends with its parent. */
const root = join(import.meta.dirname, '..', '..', '..', '..');
const token = 'embedded-secret-4711';

const commands: [name: string, args: string[]][] = [
  ['verify', [join('scripts', 'upload-contract.js'), 'verify', '--concurrency', '1']],
  ['newman', [join('scripts', 'run.js'), join('scripts', 'newman', 'newman.ts')]],
  ['vitest', [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'contract']],
];

const start = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, args, {
    cwd: root,
    env: { ...cleanEnvironment(), UPLOAD_TOKEN: token },
    stdio: 'ignore',
  });

interface Running {
  id: number;
  parent: number;
  line: string;
}

/** Data that everybody on the machine can see. */
function running(): Running[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      const status = readFileSync(`/proc/${id}/stat`, 'utf8');
      const line = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      const parent = Number(/^.*\) \S (\d+)/s.exec(status)?.[1]);
      return { id: Number(id), parent, line: line.replaceAll('\0', ' ') };
    } catch {
      // It has ended in the meantime.
      return [];
    }
  });
}

function descendants(id: number): Running[] {
  const all = running();
  const below = (parent: number): Running[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.id)]);
  return below(id);
}

describe.skipIf(process.platform !== 'linux')('the embedded mock', () => {
  test.each(commands)(
    'of %s shows the token in no list of processes, and ends with a killed parent',
    async (_, args) => {
      const child = start(args);
      const lines = new Set<string>();
      let mock: Running | undefined;
      try {
        await expect
          .poll(() => {
            const below = descendants(child.pid ?? 0);
            for (const { line } of below) lines.add(line);
            mock = below.find(({ line }) => line.includes('embedded-mock'));
            return mock !== undefined;
          })
          .toBe(true);
        for (const { line } of running()) lines.add(line);
      } finally {
        for (const { id } of descendants(child.pid ?? 0).filter((each) => each.id !== mock?.id))
          process.kill(id, 'SIGKILL');
        child.kill('SIGKILL');
      }
      expect([...lines].filter((line) => line.includes(token))).toEqual([]);
      await expect.poll(() => running().some(({ id }) => id === mock?.id)).toBe(false);
    },
  );
});
