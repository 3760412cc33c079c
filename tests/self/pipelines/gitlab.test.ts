import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { verifyCommand } from '../../../scripts/cli/verify.ts';
import { textOf } from '../pages.ts';
import { cleanEnvironment } from '../scripts/verify/command.ts';
import { root } from './action.ts';
import { hostileValues, snippets } from './samples.ts';

const run = promisify(execFile);
const component = await readFile(join(root, 'templates', 'verify.yml'), 'utf8');
const [head, job] = parseAllDocuments(component).map((document) => document.toJS());
const inputs: Record<string, { default: unknown; type?: string }> = head.spec.inputs;
const own = ['job-name', 'stage', 'image', 'version'];

describe('the component', () => {
  test('has an input for each option of verify that ends in a verdict, and none for the token', () => {
    const options = verifyCommand().options.map(({ long }) => long?.slice(2) ?? '');
    const wanted = options.filter((name) => !['list', 'format', 'dry-run', 'token'].includes(name));
    expect(
      Object.keys(inputs)
        .filter((name) => !own.includes(name))
        .sort(),
    ).toEqual(wanted.sort());
  });

  test('pastes nothing into its script, and runs the version of this package', async () => {
    const scripts = Object.values<{ script: string[] }>(job).flatMap(({ script }) => script);
    expect(scripts.join('\n')).not.toContain('$[[');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(inputs.version?.default).toBe(version);
  });

  test('is used on the page with inputs that there are', async () => {
    const [shown = ''] = snippets(await textOf('pipelines'), 'gitlab');
    const [include] = parse(shown).include;
    expect(Object.keys(include.inputs).filter((name) => !Object.hasOwn(inputs, name))).toEqual([]);
  });
});

/** It is written for a newer Node than the oldest that is supported here. */
const missing = 'Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };';

describe.skipIf(process.platform === 'win32')('its job, run as GitLab would', () => {
  let folder: string;
  let project: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitlab-'));
    project = join(folder, 'project');
    await mkdir(join(project, 'templates'), { recursive: true });
    await cp(join(root, 'templates', 'verify.yml'), join(project, 'templates', 'verify.yml'));
    await writeFile(join(folder, 'missing.mjs'), missing);
    await run('git', ['init', '-q', project]);
    // Installs the recorder in place of the package.
    const recorder = pathToFileURL(join(import.meta.dirname, 'recorder.js')).href;
    const built = '"$3/node_modules/upload-contract/dist/js"';
    const npm = `#!/bin/sh\nmkdir -p ${built}\necho 'import("${recorder}")' > ${built}/cli.js\n`;
    await writeFile(join(folder, 'npm'), npm);
    await chmod(join(folder, 'npm'), 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** The job as it is after inputs were filled in, and checked against GitLab's schema; variables as the job has them. */
  async function expanded(): Promise<{ variables: Record<string, string>; script: string[] }> {
    const tool = join(root, 'node_modules', 'gitlab-ci-local', 'dist', 'index.js');
    const { stdout } = await run(
      process.execPath,
      ['--import', pathToFileURL(join(folder, 'missing.mjs')).href, tool, '--preview'],
      { cwd: project, env: { ...cleanEnvironment(), HOME: folder } },
    );
    const { variables, script } = parse(stdout)['upload-contract'];
    // Two dollars stand for one, where variables would be filled in.
    const literal = Object.entries(variables).map(([name, value]) => [
      name,
      String(value).replaceAll('$$', '$'),
    ]);
    return { variables: Object.fromEntries(literal), script };
  }

  test('passes every input on as it is', async () => {
    const names = Object.keys(inputs).filter((name) => !own.includes(name));
    // Dollars would name CI/CD variables; commands keep theirs.
    const [quoted = '', broken = ''] = [hostileValues[1], hostileValues[2]?.replaceAll('$', '')];
    const textOfInput = (name: string): string | boolean =>
      inputs[name]?.type === 'boolean'
        ? name === 'strict'
        : name.endsWith('command')
          ? (hostileValues[0] ?? '')
          : name === 'only'
            ? broken
            : quoted;
    const given = Object.fromEntries(names.map((name) => [name, textOfInput(name)]));
    const pipeline = { include: [{ local: 'templates/verify.yml', inputs: given }] };
    await writeFile(join(project, '.gitlab-ci.yml'), stringify(pipeline));
    // What git does not know is no part of a project.
    await run('git', ['-C', project, 'add', '.']);
    const record = join(folder, 'record');
    const environment = {
      ...cleanEnvironment(),
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      RECORD: record,
    };
    const { variables, script } = await expanded();
    const program = script.join('\n');
    const { stderr } = await run('sh', ['-ec', program], {
      cwd: project,
      env: { ...environment, ...variables, TMPDIR: folder, CI_JOB_ID: '1' },
    });
    const args: string[] = JSON.parse(await readFile(record, 'utf8').catch(() => JSON.stringify([stderr])));
    const wanted = names.flatMap((name) => {
      const value = textOfInput(name);
      if (typeof value === 'boolean') return value ? [`--${name}`] : [];
      return value
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `--${name}=${line}`);
    });
    expect(args.filter((arg) => !/=upload-contract\/[\w.-]+$/.test(arg)).sort()).toEqual(
      ['verify', ...wanted].sort(),
    );
    expect((await readdir(project)).includes('x')).toBe(false);
  });
});
