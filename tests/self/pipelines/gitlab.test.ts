import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
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
    const expected = options.filter((name) => !['list', 'format', 'dry-run', 'token'].includes(name));
    expect(
      Object.keys(inputs)
        .filter((name) => !own.includes(name))
        .sort(),
    ).toEqual(expected.sort());
  });

  test('inserts nothing into its script, and runs the version of this package', async () => {
    const scripts = Object.values<{ script: string[] }>(job).flatMap(({ script }) => script);
    expect(scripts.join('\n')).not.toContain('$[[');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(inputs.version?.default).toBe(version);
  });

  test('is used on the page with existing inputs', async () => {
    const [shown = ''] = snippets(await textOf('pipelines'), 'gitlab');
    const [include] = parse(shown).include;
    expect(Object.keys(include.inputs).filter((name) => !Object.hasOwn(inputs, name))).toEqual([]);
  });
});

/** A component with its inputs filled in, as GitLab does after it has parsed the YAML. */
function filledIn(value: unknown, given: Record<string, unknown>): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name) => {
      if (!Object.hasOwn(inputs, name)) throw new Error(`there is no input ${name}`);
      return String(given[name] ?? inputs[name]?.default);
    });
  if (Array.isArray(value)) return value.map((each) => filledIn(each, given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [String(filledIn(name, given)), filledIn(each, given)]),
  );
}

interface Job {
  variables: Record<string, string | { value: string; expand: boolean }>;
  script: string[];
}

describe.skipIf(process.platform === 'win32')('its job, run as GitLab would', () => {
  let folder: string;
  let project: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitlab-'));
    project = join(folder, 'project');
    await mkdir(project);
    // Installs the recorder in place of the package.
    const recorder = pathToFileURL(join(import.meta.dirname, 'recorder.js')).href;
    const built = '"$3/node_modules/upload-contract/dist/js"';
    const npm = `#!/bin/sh\nmkdir -p ${built}\necho 'import("${recorder}")' > ${built}/cli.js\n`;
    await writeFile(join(folder, 'npm'), npm);
    await chmod(join(folder, 'npm'), 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('passes every input on as it is', async () => {
    const names = Object.keys(inputs).filter((name) => !own.includes(name));
    // Dollars would be CI/CD variables; commands keep theirs.
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
    const record = join(folder, 'record');
    const environment = {
      ...cleanEnvironment(),
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      RECORD: record,
    };
    const { variables, script } = Object.values(filledIn(job, given) as Record<string, Job>)[0] ?? {};
    const values = Object.entries(variables ?? {}).map(([name, variable]) => [
      name,
      typeof variable === 'string' ? variable : variable.value,
    ]);
    const { stderr } = await run('sh', ['-ec', (script ?? []).join('\n')], {
      cwd: project,
      env: { ...environment, ...Object.fromEntries(values), TMPDIR: folder, CI_JOB_ID: '1' },
    });
    const args: string[] = JSON.parse(await readFile(record, 'utf8').catch(() => JSON.stringify([stderr])));
    const expected = names.flatMap((name) => {
      const value = textOfInput(name);
      if (typeof value === 'boolean') return value ? [`--${name}`] : [];
      return value
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `--${name}=${line}`);
    });
    expect(args.filter((arg) => !/=upload-contract\/[\w.-]+$/.test(arg)).sort()).toEqual(
      ['verify', ...expected].sort(),
    );
    expect((await readdir(project)).includes('x')).toBe(false);
  });
});
