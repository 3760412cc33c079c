import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../mutants/catalogue.ts';
import { variants } from '../../../mutants/variants.ts';
import { named, newmanOnDeployments } from './newman-agreement.ts';

/**
 * That Newman blames what `verify` blames. Postman's script is the suite's own judge, compared check by check in
 * postman-judge.test.ts: here one fault for each kind of check. `npm run test:matrix` takes them all.
 */
const sample = ['files-not-counted', 'type-other-kept', 'token-shown-in-refusal', 'success-without-id'];

const { agreesOn, isQuietOn } = newmanOnDeployments();

test.each(named(catalogue, sample))('Newman fails where verify fails: $id', async (mutant) => {
  expect(await agreesOn(mutant)).toContain(mutant.breaks);
});

describe('Newman raises no false alarm', () => {
  test.each(named(variants, ['success-204', 'base-path']))('$id: $liberty', isQuietOn);
});
