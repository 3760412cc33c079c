import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { postmanObstacle } from '../../../../scripts/generate/exports/obstacles.ts';
import type { PostmanExpectation } from '../../../../scripts/generate/postman/expectation.ts';
import { baselineId } from '../../../contract/cases/accepted.ts';
import { contractCases } from '../../../contract/index.ts';
import collectionSchema from './collection.schema.json' with { type: 'json' };
import { caseOf, expectationsIn, itemsOf, keyOf, postmanFolder, readCollection } from './newman.ts';

/** The committed collection: what it contains, and what it must not. */
const collection = await readCollection();
const items = itemsOf(collection);
const expectations = expectationsIn(collection);
const expectationOf = (item: { name: string }): PostmanExpectation => {
  const expectation = expectations.get(keyOf(item));
  if (expectation === undefined) throw new Error(`nothing is expected of ${item.name}`);
  return expectation;
};

test('it has the format that Postman documents', () => {
  const validate = new Ajv({ allErrors: true }).compile(collectionSchema);
  validate(collection);
  expect(validate.errors ?? []).toEqual([]);
});

test('each folder is named after its rule, with level and statement, and none is empty', () => {
  const rules = new Map(contract.requirements.map((each) => [`${each.id} ${each.title}`, each]));
  for (const { name, description, item } of collection.item) {
    const { id, level, statement } = rules.get(name) ?? {};
    expect(description).toContain(`**${id}** (${level}): ${statement}`);
    expect(item.length, name).toBeGreaterThan(0);
  }
  expect(collection.item.map(({ name }) => name)).toContain('R7 Exactly one file');
});

test('the introduction names the rules without a folder', () => {
  const folders = collection.item.map(({ name }) => name.split(' ')[0]);
  const others = contract.requirements.filter(({ id }) => !folders.includes(id));
  expect(others.map(({ id }) => id)).toContain('R19');
  for (const { id, title } of others) expect(collection.info.description).toContain(`${id} ${title}`);
});

test('the Variables tab is left to the tester', () => {
  expect(collection).not.toHaveProperty('variable');
});

test('uploads that can set a type come after those that must show none', () => {
  const outcomes = items
    .map(expectationOf)
    .map(({ checks }) =>
      checks
        .map((check) => ('shown' in check ? check.shown : undefined))
        .find((shown) => shown !== undefined),
    );
  const firstSet = outcomes.findIndex((shown) => shown !== undefined && shown !== 'unset');
  expect(firstSet).toBeGreaterThan(0);
  expect(outcomes.lastIndexOf('unset')).toBeLessThan(firstSet);
});

test('there is a request for each exchange of each case that Postman can send', () => {
  const exported = contractCases().filter(
    (contractCase) => postmanObstacle(contractCase, contract) === undefined,
  );
  const counts = Object.fromEntries(exported.map(({ id, steps }) => [id, steps.length]));
  const found: Record<string, number> = {};
  for (const item of items) found[caseOf(item)] = (found[caseOf(item)] ?? 0) + 1;
  expect(found).toEqual(counts);
});

test('names are unique: the scripts find a request’s expectation by its name', () => {
  expect(new Set(items.map(keyOf)).size).toBe(items.length);
  for (const item of items) expect(expectationOf(item).checks.length, item.name).toBeGreaterThan(0);
});

test('the baseline goes first, and every accepted control before the rejections that depend on it', () => {
  expect(caseOf(items[0] ?? { name: '' })).toBe(baselineId);
  const position = new Map(items.map((item, index) => [caseOf(item), index]));
  const late = items.filter((item, index) => {
    const { control, checks } = expectationOf(item);
    const rests = checks.some(({ kind }) => kind === 'refused' || kind === 'as-control');
    return rests && control !== undefined && (position.get(control) ?? -1) > index;
  });
  expect(late.map(({ name }) => name)).toEqual([]);
});

test('each request says what it tests', () => {
  for (const item of items) {
    const [rule] = expectationOf(item).checks;
    expect(item.request.description, item.name).toMatch(/^\*\*R\d+\*\* \((MUST|SHOULD)\): .{20,}/);
    expect(item.request.description).toContain(`- ${rule?.requirement} (${rule?.level}): ${rule?.expected}`);
  }
});

test('one script runs before all requests, and one after', () => {
  expect(collection.event.map(({ listen }) => listen)).toEqual(['prerequest', 'test']);
  expect(JSON.stringify(collection.item)).not.toContain('"event"');
});

test('it opens with what a newcomer has to fill in', async () => {
  const { values } = JSON.parse(await readFile(join(postmanFolder, 'environment.json'), 'utf8'));
  const names = values.map(({ key }: { key: string }) => key);
  expect(names).toEqual([
    'baseUrl',
    'clientId',
    'accountId',
    'foreignAccountId',
    'token',
    'documentTypePointer',
  ]);
  for (const name of names) expect(collection.info.description).toContain(`\`${name}\``);
});

describe('nothing secret, nothing specific to a machine', () => {
  test('the token is a variable of the secret kind, and empty', async () => {
    const { values } = JSON.parse(await readFile(join(postmanFolder, 'environment.json'), 'utf8'));
    expect(values).toContainEqual({ key: 'token', value: '', type: 'secret', enabled: true });
  });

  test('whatever belongs to a deployment is a variable', () => {
    for (const { name, request } of items) {
      expect(request.url.raw, name).toMatch(/^\{\{baseUrl\}\}\//);
      const authorization = request.header.find(({ key }) => key === contract.credential.header)?.value;
      expect(authorization ?? '', name).toMatch(/^$|\{\{token\w*\}\}|^unknown-token$/);
    }
  });

  test('files have relative paths, exist, and are all used', async () => {
    const sources = [...JSON.stringify(collection.item).matchAll(/"src":"([^"]+)"/g)].map(
      ([, src]) => src ?? '',
    );
    const entries = await readdir(join(postmanFolder, 'files'), { recursive: true, withFileTypes: true });
    const there = entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(postmanFolder.length + 1)
          .replaceAll('\\', '/'),
      );
    const http = await readFile(join(postmanFolder, '..', 'http', 'contract.http'), 'utf8');
    const included = [...http.matchAll(/^< \.\.\/postman\/(.+)$/gm)].map(([, path]) => path ?? '');
    expect([...new Set([...sources, ...included])].sort()).toEqual(there.sort());
  });
});
