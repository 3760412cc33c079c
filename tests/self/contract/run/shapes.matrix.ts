import { expect, test } from 'vitest';
import { shapes } from '../../spec/shapes.ts';
import { verify } from './verify.ts';

/** A sample of each table is in shapes.test.ts. */
test.each(Object.entries(shapes))('the whole contract %s is kept by its mock', async (_, contract) => {
  const report = await verify(contract, contract);
  const others = report.cases.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
  expect(others.map(({ id, checks }) => [id, checks])).toEqual([]);
  expect(report.verdict).toBe('conforms');
});
