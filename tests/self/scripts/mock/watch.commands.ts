import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { target, upload } from '../../mocks/form.ts';
import { sendOne } from '../../mocks/wire.ts';
import { copyRepository } from '../generate/copy.ts';

let copy: string;

/** Gets a letter each time the spec was processed: generated or not. */
let tally: string;

beforeAll(async () => {
  copy = await copyRepository();
  tally = join(copy, 'tally');
  await writeFile(tally, '');
  const count = `process.on('exit', () => appendFileSync(${JSON.stringify(tally)}, 'x'));`;
  const generate = join(copy, 'scripts', 'generate', 'generate.ts');
  await appendFile(generate, `\nimport { appendFileSync } from 'node:fs';\n${count}\n`);
});

/** Writes the spec as editors do: never in part, which would count as a change. */
async function save(text: string): Promise<void> {
  await writeFile(join(copy, 'draft'), text);
  await rename(join(copy, 'draft'), join(copy, 'spec', 'openapi.yaml'));
}

afterAll(() => rm(copy, { recursive: true }));

/** A process whose output can be waited for. */
function watchingMock() {
  const bin = join(copy, 'scripts', 'upload-contract.js');
  const child = spawn(process.execPath, [bin, 'mock', '--port', '0', '--watch', '--quiet']);
  let output = '';
  let notice = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      notice();
    });
  }
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      notice = () => {
        const match = pattern.exec(output);
        if (match !== null) resolve(match[1] ?? match[0]);
      };
      notice();
    });
  return { child, line, output: () => output, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}

describe('mock --watch', () => {
  it('follows the spec at the same address, and keeps the last valid one', {
    timeout: 120_000,
  }, async () => {
    const spec = await readFile(join(copy, 'spec', 'openapi.yaml'), 'utf8');
    using mock = watchingMock();
    const { child, line, output } = mock;
    const url = await line(/^Mock ready at (\S+)$/m);
    expect(await sendOne(url, upload())).toMatchObject({ status: contract.success.status });

    const renamed = target.replace(/[^/]+$/, 'sent');
    await save(spec.replace(`  ${contract.path}:`, `  ${contract.path.replace(/[^/]+$/, 'sent')}:`));
    expect(await line(/^The spec has changed.*$/m)).toContain('The mock uses the new one');
    expect(await sendOne(url, upload().replace(target, renamed))).toMatchObject({
      status: contract.success.status,
    });
    expect(await sendOne(url, upload())).toMatchObject({ status: 404 });

    await save(spec.replace('x-role: account', 'x-role: nobody'));
    expect(await line(/^The spec has changed, but.*$/m)).toMatch(
      /spec\/openapi\.yaml:\d+: x-role must be one of account, content, type, not 'nobody'/,
    );
    expect(await sendOne(url, upload().replace(target, renamed))).toMatchObject({
      status: contract.success.status,
    });

    // The same error again is left out, and another one is printed.
    const runs = await readFile(tally, 'utf8');
    await save(`${spec.replace('x-role: account', 'x-role: nobody')}# again\n`);
    await expect.poll(() => readFile(tally, 'utf8')).not.toBe(runs);
    await save('');
    await line(/^The spec has changed, but.*the document is not a mapping.*$/m);
    expect(output().match(/^The spec has changed, but.*$/gm)).toHaveLength(2);

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
