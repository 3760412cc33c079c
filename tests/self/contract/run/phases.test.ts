import { expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { phasesOf } from '../../../contract/run/phases.ts';
import { contractCases } from '../../../contract/table.ts';

const table = contractCases(contract);
const phases = phasesOf(table, contract.recognisedDocumentTypes);

test('large uploads are spread over a phase, and none of them ends it', () => {
  const [untyped = []] = phases;
  const isLarge = (steps: unknown): boolean => /"size":\d{5}/.test(JSON.stringify(steps));
  const places = untyped.flatMap(({ steps }, index) => (isLarge(steps) ? [index] : []));
  const gaps = places.map((place, index) => (places[index + 1] ?? untyped.length) - place);
  expect(places.length).toBeGreaterThan(10);
  expect(places[0]).toBe(0);
  expect(Math.min(...gaps)).toBeGreaterThan(3);
  expect(gaps.at(-1)).toBe(Math.max(...gaps));
});

test('each case is in one phase', () => {
  const ids = phases.flatMap((phase) => phase.map(({ id }) => id));
  expect(ids.toSorted()).toEqual(table.map(({ id }) => id).toSorted());
});
