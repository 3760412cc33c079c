import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanEnvironment } from '../scripts/verify/command.ts';
import { root } from './action.ts';

/** The checkout of an action whose version is not in the registry. */
test.skipIf(process.platform === 'win32')(
  'an action of a commit between releases runs its own checkout',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checkout '));
    try {
      const checkout = join(folder, 'action');
      await cp(join(root, 'scripts', 'pipelines'), join(checkout, 'scripts', 'pipelines'), {
        recursive: true,
      });
      await writeFile(join(checkout, 'package.json'), '{ "version": "0.0.1", "type": "module" }');
      await mkdir(join(folder, 'bin'));
      const npm = join(folder, 'bin', 'npm');
      await writeFile(npm, `#!/bin/sh\necho "$1 in $PWD" >> '${folder}/asked'\ntest "$1" = ci\n`);
      await chmod(npm, 0o755);
      const { status } = spawnSync(process.execPath, [join(checkout, 'scripts', 'pipelines', 'install.js')], {
        env: {
          ...cleanEnvironment(),
          PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
          GITHUB_OUTPUT: join(folder, 'output'),
          RUNNER_TEMP: folder,
        },
      });
      expect(status).toBe(0);
      expect(await readFile(join(folder, 'asked'), 'utf8')).toMatch(/^install in .*\nci in .*action\n$/);
      expect(await readFile(join(folder, 'output'), 'utf8')).toContain(
        `\n${join(checkout, 'scripts', 'upload-contract.js')}\n`,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
