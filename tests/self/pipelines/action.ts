import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cleanEnvironment } from '../scripts/verify/command.ts';

/** Runs the steps of the action as written, like a runner, in an empty folder. */
export const root = join(import.meta.dirname, '..', '..', '..');

interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  shell?: string;
  env?: Record<string, string>;
}

export interface Action {
  inputs: Record<string, { default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: Step[] };
}

export const action: Action = parse(await readFile(join(root, 'action.yml'), 'utf8'));

export interface Ran {
  code: number;
  log: string;
  outputs: Record<string, string>;
  summary: string;
  /** Where the steps ran; their files belong to them. */
  workspace: string;
}

export interface Job extends AsyncDisposable {
  workspace: string;
  run(inputs: Record<string, string>, environment?: NodeJS.ProcessEnv): Promise<Ran>;
  /** The same without installing: the program only records its arguments. */
  record(inputs: Record<string, string>, environment?: NodeJS.ProcessEnv): Promise<Ran & { args: string[] }>;
}

const recorder = join(import.meta.dirname, 'recorder.js');

interface Place {
  folder: string;
  workspace: string;
  /** Replaces the installed program. */
  recorder?: string;
}

/** A job on a machine with only Node and bash. */
export async function newJob(): Promise<Job> {
  const folder = await mkdtemp(join(tmpdir(), 'job '));
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  return {
    workspace,
    run: (inputs, environment = {}) => runSteps({ folder, workspace }, inputs, environment),
    async record(inputs, environment = {}) {
      const file = join(folder, 'record');
      await writeFile(file, '');
      const ran = await runSteps({ folder, workspace, recorder }, inputs, { ...environment, RECORD: file });
      const recorded = await readFile(file, 'utf8');
      return { ...ran, args: recorded === '' ? [] : JSON.parse(recorded) };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runSteps(
  { folder, workspace, recorder }: Place,
  inputs: Record<string, string>,
  environment: NodeJS.ProcessEnv,
): Promise<Ran> {
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  await writeFile(files.GITHUB_STEP_SUMMARY, '');
  const given = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, inputs[name] ?? input.default]),
  );
  const steps: Record<string, Record<string, string>> = {};
  const ran = { code: 0, log: '' };
  for (const step of action.runs.steps) {
    const look = (text: string): string => evaluate(text, given, steps);
    if (step.id === 'install' && recorder !== undefined) {
      steps.install = { bin: recorder };
      continue;
    }
    if (step.run === undefined || !isRun(step, look, ran.code !== 0)) continue;
    await writeFile(files.GITHUB_OUTPUT, '');
    const variables = Object.entries(step.env ?? {}).map(([name, value]) => [name, look(value)]);
    const env = {
      ...cleanEnvironment(),
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: root,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: folder,
      ...files,
      ...environment,
      ...Object.fromEntries(variables),
    };
    const script = join(folder, 'step.sh');
    await writeFile(script, step.run);
    const ended = await execute(script, workspace, env);
    ran.log += ended.log;
    ran.code ||= ended.code;
    if (step.id !== undefined) steps[step.id] = readValues(await readFile(files.GITHUB_OUTPUT, 'utf8'));
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    evaluate(value, given, steps),
  ]);
  const summary = await readFile(files.GITHUB_STEP_SUMMARY, 'utf8');
  return { ...ran, outputs: Object.fromEntries(outputs), summary, workspace };
}

/** `shell: bash`, as runners have it. */
const execute = (
  script: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; log: string }> =>
  new Promise((resolve) => {
    execFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { cwd, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), log: out + err }),
    );
  });

/** The expressions that the action uses: a context, or the token. @throws Error for any other. */
function evaluate(
  text: string,
  inputs: Record<string, string>,
  steps: Record<string, Record<string, string>>,
) {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const input = /^inputs\.([\w-]+)$/.exec(expression)?.[1];
    if (input !== undefined && Object.hasOwn(inputs, input)) return inputs[input] ?? '';
    const [, step = '', output = ''] = /^steps\.(\w+)\.outputs\.([\w-]+)$/.exec(expression) ?? [];
    if (step !== '') return steps[step]?.[output] ?? '';
    if (expression === 'env.GITHUB_TOKEN || github.token') return 'gh-token';
    throw new Error(`The harness does not know ${expression}`);
  });
}

/** Without a condition a step runs while nothing has failed; conditions are conjunctions of comparisons. */
function isRun(step: Step, look: (text: string) => string, failed: boolean): boolean {
  if (step.if === undefined) return !failed;
  return step.if
    .replace(/^\$\{\{ | \}\}$/g, '')
    .split(' && ')
    .every((term) => {
      if (term === '!cancelled()') return true;
      const [, left = '', operator = '', right] = /^(\S+) (==|!=) '(.*)'$/.exec(term) ?? [];
      return (look(`\${{ ${left} }}`) === right) === (operator === '==');
    });
}

/** The output of a step: `name=value`, or a value of several lines between delimiters. */
export function readValues(text: string): Record<string, string> {
  const found = text.matchAll(/^([\w-]+)(?:=(.*)|<<(.+)\n([\s\S]*?)\n\3)$/gm);
  return Object.fromEntries([...found].map(([, name, short, , long]) => [name, short ?? long ?? '']));
}
