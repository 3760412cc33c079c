import { describe, test } from 'vitest';
import { catalogue } from '../../../mutants/catalogue.ts';
import { variants } from '../../../mutants/variants.ts';
import { named, newmanOnDeployments } from './newman-agreement.ts';

/** On every mutant and variant Newman says what `verify` says: some ten minutes. */

/** Faults that go by what another client writes otherwise: they don't show, or show more than once, in Newman. */
const otherwise: Record<string, string> = {
  'binary-decoded': 'goes by the id of the case in the file name, which exported files do not carry',
  'first-connection-dropped': 'goes by the boundary, which Newman draws anew for each try',
};

/** Its responses get lost: Newman goes on writing to a connection that is closed, and then looks no further. */
const lost = 'early-responses-and-closes';

const { agreesOn, blamesOnly, isQuietOn } = newmanOnDeployments();

describe('Newman fails where verify fails', () => {
  test.each(catalogue.filter(({ id }) => !(id in otherwise)))('$id', async (mutant) => {
    await agreesOn(mutant);
  });
});

/** Here order matters: what one request leaves behind must not be blamed on another. */
describe('the whole collection blames no other requirement', () => {
  const leaving = ['type-sticks', 'type-sticks-to-unrecognised', 'type-first-refused'];
  test.each(named(catalogue, leaving))('$id', blamesOnly);
});

describe('Newman raises no false alarm', () => {
  test.each(variants.filter(({ id }) => id !== lost))('$id: $liberty', isQuietOn);
});
