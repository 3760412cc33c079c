import { afterAll, describe, expect, test } from 'vitest';
import { hostDeployments } from '../../../mutants/deployments.ts';
import { credentials } from '../../../mutants/mutant.ts';
import { variants } from '../../../mutants/variants.ts';
import { oneCaseEach, requirementsOf } from './blame.ts';
import { onlyCases, readCollection, runCollection } from './newman.ts';

/** A deployment that takes a liberty which the rules leave fails nothing, and warns of nothing else than its liberty. */
const sample = ['success-204', 'type-nested', 'token-403', 'errors-html', 'base-path', 'early-answers'];

/** Its answers get lost: Newman goes on writing to a connection that is closed, and then looks no further. */
const lost = 'early-answers-and-closes';

/** NEWMAN_MUTANTS=all takes all others. */
const all = process.env.NEWMAN_MUTANTS === 'all';
const sampled = variants.filter(({ id }) => sample.includes(id));

const deployments = hostDeployments();
afterAll(() => deployments[Symbol.dispose]());

test('the sample is there', () => {
  expect(sampled.map(({ id }) => id).sort()).toEqual([...sample].sort());
});

describe('Newman raises no false alarm', () => {
  test.each(all ? variants.filter(({ id }) => id !== lost) : sampled)(
    '$id: $liberty',
    { timeout: 120_000 },
    async (variant) => {
      const { id, basePath = '', documentTypePointer, warns } = variant;
      const collection = onlyCases(await readCollection(), oneCaseEach());
      const run = await runCollection(collection, {
        ...credentials,
        ...(documentTypePointer === undefined ? {} : { documentTypePointer }),
        baseUrl: `${await deployments.start(id)}${basePath}`,
      });
      expect(run.fails).toEqual([]);
      expect(run.errors).toEqual([]);
      expect(run.passes).toContain('csv-file R1');
      expect(warns).toEqual(expect.arrayContaining(requirementsOf(run.warns)));
    },
  );
});
