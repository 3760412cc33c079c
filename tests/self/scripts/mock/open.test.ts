import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';

const bin = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'upload-contract.js');

/** Runs `mock --open` on a desktop whose browser is this shell script. */
async function openWith(script: string): Promise<{ folder: string; output: () => string }> {
  const folder = await mkdtemp(join(tmpdir(), 'open-'));
  const browser = join(folder, 'browser.sh');
  await writeFile(browser, `#!/bin/sh\n${script}\n`);
  await chmod(browser, 0o755);
  const env = {
    ...process.env,
    BROWSER: browser,
    XDG_CURRENT_DESKTOP: '',
    DISPLAY: '',
    SEEN: join(folder, 'seen'),
  };
  const child = spawn(process.execPath, [bin, 'mock', '--open', '--port', '0'], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  onTestFinished(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true });
  });
  return { folder, output: () => output };
}

// Other systems have no variable for the browser.
it.runIf(process.platform === 'linux')('opens the inspector in the browser', async () => {
  const { folder, output } = await openWith('printf %s "$1" > "$SEEN"');
  const seen = await vi.waitUntil(() => readFile(join(folder, 'seen'), 'utf8').catch(() => ''), {
    timeout: 20_000,
  });
  expect(output()).toContain(`Inspector at ${seen}\n`);
  expect((await fetch(seen)).status).toBe(200);
});

it.runIf(process.platform === 'linux')('says so if no browser can be opened, and goes on', async () => {
  const { output } = await openWith('exit 3');
  const [, url = ''] = await vi.waitUntil(() => /Open (\S+) yourself/.exec(output()), { timeout: 20_000 });
  expect((await fetch(url)).status).toBe(200);
});
