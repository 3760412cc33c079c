import { describe, expect, test } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { exported, sendsAsAgreed } from './collection-run.ts';
import { itemsOf, readCollection } from './newman.ts';

/** The whole collection, where `npm test` sends a third of its cases. */
describe('the whole collection, against the mock in a process of its own', () => sendsAsAgreed(exported));

test('has nearly all cases of the table', async () => {
  expect(itemsOf(await readCollection()).length).toBeGreaterThan(0.9 * contractCases().length);
});
