import { join } from 'node:path';
import { specHash } from '../../generated/contract.ts';
import { root } from '../../spec/root.ts';
import { hashSpec } from '../generate/spec-hash.ts';

/**
 * Warns in one line when `generated/` was not written from the current `spec/`.
 *
 * @param spec the folder of the spec.
 */
export function warnOfStaleSpec(spec = join(root, 'spec')): void {
  const hash = hashSpec(spec);
  if (hash === undefined || hash === specHash) return;
  console.error(
    'Warning: spec/ has changed since generated/ was written, so the old contract is used. Run: npm run generate',
  );
}
