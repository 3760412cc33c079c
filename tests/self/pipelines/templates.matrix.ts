import { cp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { install, newFolder, node, remove, root, shell } from '../package/installed.ts';
import { textOf } from '../pages.ts';
import { snippets } from './samples.ts';

/**
 * The systems' own checks: gitlab-ci-local reads a pipeline as GitLab does, with GitLab's schema; CircleCI's parser has
 * its schemas. The registry has none for Azure Pipelines and Jenkins.
 */
const packages = 'gitlab-ci-local@4.64.1 @circleci/circleci-config-parser@0.10.0-alpha.3';

let folder: string;
beforeAll(async () => {
  folder = await newFolder();
  await install(folder, `npm install --no-audit --no-fund --prefer-offline --ignore-scripts ${packages}`);
}, 300_000);
afterAll(() => remove(folder));

const page = await textOf('pipelines');

// GitLab's jobs run in Linux images.
describe.skipIf(process.platform === 'win32')('the GitLab component', () => {
  /** A project that includes the component as on the page, by its path instead of its address. */
  async function project(name: string, change: (component: string) => string): Promise<string> {
    const of = join(folder, name);
    await cp(join(root, 'templates'), join(of, 'templates'), { recursive: true });
    const [shown = ''] = snippets(page, 'gitlab');
    const [{ inputs }] = parse(shown).include;
    await writeFile(
      join(of, '.gitlab-ci.yml'),
      stringify({ include: [{ local: 'templates/verify.yml', inputs }] }),
    );
    const file = join(of, 'templates', 'verify.yml');
    await writeFile(file, change(await readFile(file, 'utf8')));
    const git = 'git -c user.name=a -c user.email=a@example.com';
    await shell(
      `git init -q -b main && git remote add origin git@gitlab.example.com:a/b.git && git add -A && ${git} commit -qm a`,
      of,
    );
    return of;
  }

  const read = (of: string) =>
    node([join(folder, 'node_modules', 'gitlab-ci-local', 'src', 'index.js'), '--preview'], of).catch(
      (error) => error,
    );

  it('is a job by the schema of GitLab, with the inputs of the page', async () => {
    const { stdout, stderr } = await read(await project('right', (component) => component));
    expect(stderr).toContain('json schema validated');
    expect(parse(stdout)['upload-contract']).toMatchObject({
      stage: 'test',
      image: { name: 'node:24-slim' },
      variables: { CONTRACT_BASE_URL: expect.anything(), CONTRACT_CLIENT_ID: 'acme' },
      artifacts: { reports: { junit: expect.anything() } },
    });
  });

  it.each([
    ['a keyword that there is not', 'artifacts:', 'artefacts:'],
    ['a value that a keyword does not have', 'when: always', 'when: alway'],
  ])('is none with %s', async (name, right, wrong) => {
    const { stdout, stderr } = await read(
      await project(name, (component) => component.replace(right, wrong)),
    );
    expect(stdout + stderr).toContain('Invalid .gitlab-ci.yml configuration');
  });
});

describe('the snippet for CircleCI', () => {
  const parseConfig = (text: string) => {
    const circle = createRequire(join(folder, 'package.json'))('@circleci/circleci-config-parser');
    return circle.parseConfig(parse(text));
  };
  const [shown = ''] = snippets(page, 'circleci');

  it('is a configuration by the schemas of CircleCI', () => {
    const { jobs, workflows } = parseConfig(shown);
    expect([jobs, workflows].map((each) => each.map(({ name }: { name: string }) => name))).toEqual([
      ['contract'],
      ['main'],
    ]);
  });

  it.each([
    ['an executor that there is not', 'docker:', 'docke:'],
    ['a member that a step does not have', 'path: reports', 'paths: reports'],
  ])('is none with %s', (_, right, wrong) => {
    expect(() => parseConfig(shown.replace(right, wrong))).toThrow('Error while parsing');
  });
});
