import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { PostmanExpectation } from '../../../../scripts/generate/postman/expectation.ts';
import type { Collection, Folder, Item } from '../../../../scripts/generate/postman/format.ts';

/** Newman's test results, in the terms of the suite. */
export interface CollectionRun {
  /** `case requirement`, for each check that is broken. */
  fails: string[];
  warns: string[];
  passes: string[];
  /** Inconclusive checks, with the reason. */
  skipped: string[];
  /** Everything that went wrong outside the checks: a failing script, a request without a response. */
  errors: string[];
}

export interface CollectionOptions {
  baseUrl: string;
  clientId: string;
  accountId: string;
  foreignAccountId?: string;
  token: string;
  documentTypePointer?: string;
  /** Milliseconds for a request. */
  timeout?: number;
}

interface Emitter {
  on(event: 'assertion', listen: (error: null, args: Assertion) => void): Emitter;
  on(event: 'console', listen: (error: null, args: { level: string; messages: string[] }) => void): Emitter;
  on(event: 'request', listen: (error: Error | null, args: { item: { name: string } }) => void): Emitter;
  on(event: 'script', listen: (error: Error | null, args: { item: { name: string } }) => void): Emitter;
  once(event: 'done', listen: (error: Error | null) => void): Emitter;
}

interface Assertion {
  assertion: string;
  skipped: boolean;
  error: Error | undefined;
  item: { name: string };
}

const newman: { run(options: object): Emitter } = createRequire(import.meta.url)('newman');

/** The committed export. */
export const postmanFolder = join(import.meta.dirname, '..', '..', '..', '..', 'generated', 'postman');

export const readCollection = async (): Promise<Collection> =>
  JSON.parse(await readFile(join(postmanFolder, 'collection.json'), 'utf8'));

/** The requests of a collection, in the order of a run. */
export const itemsOf = ({ item }: { item: (Item | Folder)[] }): Item[] =>
  item.flatMap((member) => ('request' in member ? [member] : itemsOf(member)));

/** The key of a request's expectation, with which its name begins. */
export const keyOf = ({ name }: { name: string }): string => name.split(': ')[0] ?? '';

/** The expectations in the script after a request, by key: one line of JSON each. */
export function expectationsIn({ event }: Collection): Map<string, PostmanExpectation> {
  const lines = event.find(({ listen }) => listen === 'test')?.script.exec ?? [];
  const start = lines.indexOf('const expectations = {');
  const literal = lines.slice(start + 1, lines.indexOf('};', start)).join('\n');
  const texts: Record<string, string> = runInNewContext(`({${literal}})`);
  return new Map(Object.entries(texts).map(([key, text]) => [key, JSON.parse(text)]));
}

/** The id of the case that a request belongs to. */
export const caseOf = (item: { name: string }): string => keyOf(item).split('/')[0] ?? '';

/** The collection with the requests of these cases only. */
export function onlyCases(collection: Collection, ids: readonly string[]): Collection {
  const keep = (members: (Item | Folder)[]): (Item | Folder)[] =>
    members.flatMap((member): (Item | Folder)[] => {
      if ('request' in member) return ids.includes(caseOf(member)) ? [member] : [];
      const item = keep(member.item);
      return item.length === 0 ? [] : [{ ...member, item }];
    });
  return { ...collection, item: keep(collection.item) as Folder[] };
}

/** Runs a collection as Newman does from the command line. */
export function runCollection(collection: Collection, options: CollectionOptions): Promise<CollectionRun> {
  const { timeout = 10_000, ...variables } = options;
  const run: CollectionRun = { fails: [], warns: [], passes: [], skipped: [], errors: [] };
  const emitter = newman.run({
    collection,
    environment: { values: Object.entries(variables).map(([key, value]) => ({ key, value })) },
    workingDir: postmanFolder,
    timeoutRequest: timeout,
    reporters: [],
  });
  return new Promise((resolve, reject) => {
    emitter
      .on('assertion', (_, { assertion, skipped, error, item }) => {
        const check = `${caseOf(item)} ${assertion.split(' ')[0]}`;
        if (skipped) run.skipped.push(`${check} ${assertion.split(' - ')[1]}`);
        else (error ? run.fails : run.passes).push(check);
      })
      .on('console', (_, { level, messages }) => {
        const [, key, requirement] = /^warning: (\S+): (R\d+) /.exec(messages.join(' ')) ?? [];
        if (level === 'warn' && key !== undefined) run.warns.push(`${key.split('/')[0]} ${requirement}`);
      })
      .on('request', (error, { item }) => error && run.errors.push(`${keyOf(item)}: ${error.message}`))
      .on('script', (error, { item }) => error && run.errors.push(`${keyOf(item)}: ${error.message}`))
      .once('done', (error) => (error ? reject(error) : resolve(run)));
  });
}

/** Without duplicates, in order. */
export const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
