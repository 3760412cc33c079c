import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newFolder, pack, remove, shell } from '../package/installed.ts';
import { cleanEnvironment } from '../scripts/verify/command.ts';
import { instructions } from './container.ts';

/** The steps of the Dockerfile, in order, below a folder that stands for the root of the image. */
let image: string;
const file = await instructions();
const wordsOf = (name: string): string[] => file.find((each) => each.name === name)?.words ?? [];

beforeAll(async () => {
  image = await newFolder();
  const tarball = await pack(image);
  for (const { name, text } of file) {
    if (name === 'COPY') {
      const to = join(image, text.split(' ')[1] ?? '');
      await mkdir(to, { recursive: true });
      await copyFile(tarball, join(to, basename(tarball)));
    }
    // The folders of the image, and its prefix for global packages.
    if (name === 'RUN')
      await shell(
        text
          .replaceAll(/ (\/tmp|\/root)/g, ` ${image}$1`)
          .replace('--global', `--global --prefer-offline --prefix ${image}/usr`),
        image,
      );
  }
}, 300_000);
afterAll(() => remove(image));

const start = (command: readonly string[]): ChildProcess => {
  const [program = '', ...args] = command;
  const path = `${join(image, 'usr', 'bin')}:${process.env.PATH}`;
  return spawn(program, args, { cwd: image, env: { ...cleanEnvironment(), PATH: path } });
};

/** Starts the mock like the image, on a free port. */
async function startImage(wrapper: readonly string[] = []): Promise<{ child: ChildProcess; url: string }> {
  const command = [...wordsOf('ENTRYPOINT'), ...wordsOf('CMD')].map((word) => (word === '4010' ? '0' : word));
  const child = start([...wrapper, ...command]);
  let text = '';
  while (!/ready at \S+\n/.test(text)) text += String((await once(child.stdout ?? child, 'data'))[0]);
  const port = /ready at \S+:(\d+)/.exec(text)?.[1];
  return { child, url: `http://127.0.0.1:${port}` };
}

describe.skipIf(process.platform === 'win32')('the image', () => {
  test('leaves no tarball behind', async () => {
    await expect(stat(join(image, 'tmp', 'package'))).rejects.toThrow('ENOENT');
  });

  test('is healthy when the mock is ready, ends with 0 on SIGTERM, and is not healthy then', async () => {
    const { child, url } = await startImage();
    const check = () =>
      once(start(wordsOf('HEALTHCHECK').map((word) => word.replace('http://127.0.0.1:4010', url))), 'exit');
    expect(await check()).toEqual([0, null]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await check()).toEqual([1, null]);
  });

  test('checks a deployment', async () => {
    const child = start([...wordsOf('ENTRYPOINT'), 'verify', '--only', 'csv-file']);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe.runIf(process.platform === 'linux')('as process 1 of a namespace', () => {
  test('the mock ends with 0 on SIGTERM', async () => {
    const { child } = await startImage([
      'unshare',
      '--user',
      '--map-root-user',
      '--pid',
      '--fork',
      '--mount-proc',
    ]);
    const [first = ''] = (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).split(' ');
    process.kill(Number(first), 'SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
