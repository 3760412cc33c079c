import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { baselineId } from '../../tests/contract/cases/accepted.ts';
import { contractCases } from '../../tests/contract/index.ts';
import type { Redact } from '../../tests/contract/report/redact.ts';
import type { PostmanVariables } from './variables.ts';

/** The options for `newman run` in its own process. */
export interface NewmanTask {
  args: string[];
  variables: PostmanVariables;
}

/**
 * Runs Newman's own command line. Newman shows URLs that may contain a token, so all its output is redacted. The
 * variables go over a channel, not in arguments, which every user of the machine can read.
 *
 * @param folder the folder of the collection and its files.
 * @param others options of `newman run`.
 * @returns Newman's exit code.
 */
export async function runNewman(
  folder: string,
  others: readonly string[],
  variables: PostmanVariables,
  redact: Redact,
): Promise<number> {
  const colored = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const child = fork(join(import.meta.dirname, '..', 'run.js'), [join(import.meta.dirname, 'child.ts')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, FORCE_COLOR: colored ? '1' : '0' },
  });
  const exited = once(child, 'exit');
  // Ctrl-C reaches the child as well: it ends, and then this process does.
  process.on('SIGINT', () => {});
  const args = [
    'run',
    join(folder, 'collection.json'),
    '--working-dir',
    folder,
    ...defaults(others, colored),
    ...others,
  ];
  child.send({ args, variables } satisfies NewmanTask);
  await Promise.all([
    relay(child.stdout, process.stdout, redact),
    relay(child.stderr, process.stderr, redact),
  ]);
  const [code] = await exited;
  return code ?? 1;
}

/** Default options. A single folder runs after the upload that its rejections depend on. */
function defaults(others: readonly string[], colored: boolean): string[] {
  const unlessNamed = (name: string, value: string): string[] => (others.includes(name) ? [] : [name, value]);
  const folders = others.filter((_, index) => others[index - 1] === '--folder');
  const hasBaseline = folders.length === 0 || folders.some((name) => /^R1( |$)/.test(name));
  return [
    ...unlessNamed('--color', colored ? 'on' : 'off'),
    ...unlessNamed('--timeout-request', '10000'),
    ...(hasBaseline ? [] : ['--folder', baselineName]),
  ];
}

const baselineName = `${baselineId}: ${contractCases().find(({ id }) => id === baselineId)?.title}`;

async function relay(input: Readable | null, output: Writable, redact: Redact): Promise<void> {
  if (input === null) return;
  for await (const line of createInterface({ input })) output.write(`${redact(line)}\n`);
}
