import { expect, test } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import { contractCases } from '../../contract/index.ts';
import { levelOf } from '../../contract/judge/checks.ts';
import { catalogue } from '../../mutants/catalogue.ts';
import { unfailing } from '../../mutants/coverage.ts';
import { variants } from '../../mutants/variants.ts';

/** The rules of the catalogue. `npm run mutants` shows whether each mutant is caught. */
const ids = [...catalogue, ...variants].map(({ id }) => id);

test('ids are unique kebab-case mnemonics', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('each mutant has its own fault', () => {
  const faults = catalogue.map(({ fault }) => fault);
  expect(faults.filter((fault, index) => faults.indexOf(fault) !== index)).toEqual([]);
});

test('every requirement has a mutant that breaks it', () => {
  const broken = new Set<string>(catalogue.map(({ breaks }) => breaks));
  expect(contract.requirements.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
});

test('only a fault that rejects the baseline breaks two MUST rules', () => {
  const alsoFailing = catalogue.filter(({ alsoFails = [] }) => alsoFails.length > 0);
  for (const { alsoFails = [], breaks } of alsoFailing) expect([breaks, ...alsoFails]).toContain('R1');
});

test('variants break SHOULD rules at most', () => {
  for (const { id, warns } of variants) {
    expect(
      warns.filter((rule) => levelOf(rule, contract) === 'MUST'),
      id,
    ).toEqual([]);
  }
});

test('cases listed as failing on no mutant exist', () => {
  const known = contractCases().map(({ id }) => id);
  expect(unfailing.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]);
});
