import { describe, test } from 'vitest';
import { shapes } from '../../spec/shapes.ts';
import { expectWhole, siteOf, textsOf } from './site.ts';

describe.each(Object.entries(shapes))('the site of the contract %s', (_, shape) =>
  test('is whole, and says what does not apply', async () =>
    expectWhole(shape, textsOf(await siteOf({ contract: shape })))),
);
