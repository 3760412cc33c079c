import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import openapi from '../../../../generated/openapi.json' with { type: 'json' };
import { coverageGaps } from '../../../../scripts/generate/coverage.ts';
import {
  curlObstacle,
  httpObstacle,
  type Obstacle,
  postmanObstacle,
} from '../../../../scripts/generate/exports/obstacles.ts';
import { contractCases } from '../../../contract/index.ts';
import { checksOf } from '../../../contract/judge/checks.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const coverage = await readFile(join(root, 'generated', 'COVERAGE.md'), 'utf8');
const section = (heading: string): string => {
  const start = coverage.indexOf(`${heading}\n`);
  const end = coverage.slice(start + heading.length).search(/\n#{2,3} /);
  return coverage.slice(start, end < 0 ? undefined : start + heading.length + end);
};
const idsIn = (text: string): string[] => [...text.matchAll(/`([a-z0-9-]+)`/g)].map(([, id]) => id ?? '');
const requirements = contract.requirements.map(({ id }) => id);

describe('requirements and cases', () => {
  test('every requirement is covered, and every citation has a target', () => {
    expect(coverageGaps(contractCases(), contract)).toEqual([]);
  });

  test('a requirement that no case checks is detected', () => {
    const [first] = contract.requirements;
    const requirements = [...contract.requirements, { ...first, id: 'R99' as const }];
    expect(coverageGaps(contractCases(), { ...contract, requirements })).toEqual(['no case checks R99']);
    const withoutR11 = contractCases().filter((one) =>
      checksOf(one, contract).every(({ requirement }) => requirement !== 'R11'),
    );
    expect(coverageGaps(withoutR11, contract)).toEqual(['no case checks R11']);
  });

  test('a citation without a target is detected', () => {
    const requirements = contract.requirements.filter(({ id }) => id !== 'R3');
    expect(coverageGaps(contractCases(), { ...contract, requirements })).toContain(
      'path-extra-segment cites R3, which spec/requirements.yaml does not have',
    );
  });

  test('the spec cites existing requirements', () => {
    const cited = [...JSON.stringify(openapi).matchAll(/"(?:x-requirement|requirement)":"([^"]+)"/g)];
    expect(cited.length).toBeGreaterThan(0);
    for (const [, id] of cited) expect(requirements).toContain(id);
  });
});

describe('COVERAGE.md', () => {
  test.each(contract.requirements)('$id lists exactly the cases that check it', ({ id, level }) => {
    const checking = contractCases().filter((one) =>
      checksOf(one, contract).some(({ requirement }) => requirement === id),
    );
    expect(idsIn(section(`### ${id} (${level})`)).sort()).toEqual(checking.map((one) => one.id).sort());
  });

  test('the reverse index has a row for each case, with the requirements it cites', () => {
    const rows = section('## By case').matchAll(/^\| `(\S+)` \| ([R\d ]+) \|/gm);
    const index = Object.fromEntries([...rows].map(([, id, cited]) => [id, cited?.split(' ').sort()]));
    const cited = contractCases().map((one): [string, string[]] => [
      one.id,
      [...new Set(checksOf(one, contract).map(({ requirement }) => requirement))].sort(),
    ]);
    expect(index).toEqual(Object.fromEntries(cited));
  });

  const obstacles: [string, Obstacle][] = [
    ['curl', curlObstacle],
    ['Postman', postmanObstacle],
    ['.http', httpObstacle],
  ];
  test.each(obstacles)('what %s cannot express is listed case by case, with the reason', (name, obstacle) => {
    const rows = section(`### ${name}`).matchAll(/^\| `(\S+)` \| .+ \| (.+) \|$/gm);
    const listed = Object.fromEntries([...rows].map(([, id, reason]) => [id, reason]));
    const left = contractCases().filter((one) => obstacle(one, contract) !== undefined);
    expect(listed).toEqual(Object.fromEntries(left.map((one) => [one.id, obstacle(one, contract)])));
    expect(left.length).toBeGreaterThan(0);
  });
});
