import { test } from 'vitest';
import { shapes } from '../../spec/shapes.ts';
import { expectKept, verify } from './mock-of-shape.ts';

/** A sample of each table is in shapes.test.ts. */
test.each(Object.entries(shapes))('the whole contract %s is kept by its mock', async (_, contract) =>
  expectKept(await verify(contract, contract)),
);
