import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/**
 * Imports point one way, including those of types: from the commands to the spec, and inside the suite from run to
 * cases.
 */
const root = join(import.meta.dirname, '..', '..');

/** What each folder may import from, besides itself; the longest prefix of a path decides. */
const mayImport: Record<string, readonly string[]> = {
  spec: [],
  generated: ['spec'],
  mocks: ['spec', 'generated'],
  'tests/contract/case.ts': ['spec', 'generated'],
  'tests/contract/settings.ts': ['spec', 'generated'],
  'tests/contract/thresholds.ts': [],
  'tests/contract/cases': ['spec', 'generated', 'tests/contract/case.ts'],
  'tests/contract/table.ts': ['spec', 'tests/contract/case.ts', 'tests/contract/cases'],
  ...suiteRooms(['request', 'wire', 'judge', 'report', 'run']),
  'tests/contract': ['spec', 'generated', 'tests/contract'],
  // It uses the package's entry for Vitest.
  'tests/contract/contract.test.ts': ['scripts/package'],
  'tests/mutants': ['spec', 'generated', 'mocks', 'tests/contract'],
  'tests/self': [''],
  scripts: ['spec', 'generated', 'mocks', 'tests/contract'],
  'scripts/maintenance': ['spec', 'generated', 'mocks', 'tests', 'scripts'],
};

/** Each room of the suite imports only from those to its left. */
function suiteRooms(rooms: readonly string[]): Record<string, readonly string[]> {
  const ground = ['case.ts', 'settings.ts', 'thresholds.ts', 'table.ts', 'tool.ts', 'cases'].map(
    (name) => `tests/contract/${name}`,
  );
  const places = rooms.map((room) => `tests/contract/${room}`);
  return Object.fromEntries(
    places.map((place, index) => [place, ['spec', 'generated', ...ground, ...places.slice(0, index)]]),
  );
}

const isBelow = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

const roomOf = (path: string): string =>
  Object.keys(mayImport)
    .filter((room) => isBelow(path, room))
    .reduce((longest, room) => (room.length > longest.length ? room : longest), '');

/** Each source with its own imports, as paths from the root. */
const imports = new Map(
  ['spec', 'generated', 'mocks', 'tests', 'scripts']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(root, folder, name),
      ),
    )
    .filter((path) => /\.[jt]s$/.test(path))
    .map((path) => [toKey(path), importsOf(path)]),
);

function importsOf(path: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => toKey(join(dirname(path), fileName)));
}

function toKey(path: string): string {
  return relative(root, path).split(sep).join('/');
}

describe('imports', () => {
  test('point one way between rooms', () => {
    const backwards = [...imports].flatMap(([from, targets]) => {
      const room = roomOf(from);
      return targets
        .filter(
          (to) =>
            imports.has(to) && !isBelow(to, room) && !mayImport[room]?.some((each) => isBelow(to, each)),
        )
        .map((to) => `${from} imports ${to}`);
    });
    expect(backwards).toEqual([]);
  });

  test('form no cycle', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      if (trail.includes(file) || done.has(file)) return;
      for (const target of imports.get(file) ?? []) visit(target, [...trail, file]);
      done.add(file);
    };
    for (const file of imports.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });
});
