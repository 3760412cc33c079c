import { describe } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { exported, sendsAsAgreed } from './collection-run.ts';

/** The whole collection, where `npm test` sends a third of its cases. */
describe('the whole collection, against the mock in a process of its own', () =>
  sendsAsAgreed(exported, contractCases().length));
