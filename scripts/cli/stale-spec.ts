import { join } from 'node:path';
import { specHash } from '../../generated/contract.ts';
import { root } from '../../spec/root.ts';
import { hashSpec } from '../generate/spec-hash.ts';

/** Says in one line when `generated/` was not written from the `spec/` that stands there now. */
export function warnOfStaleSpec(): void {
  const hash = hashSpec(join(root, 'spec'));
  if (hash === undefined || hash === specHash) return;
  console.error(
    'Warning: spec/ has changed since generated/ was written, and the contract is still the old one. Run: npm run generate',
  );
}
