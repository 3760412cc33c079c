import { afterAll, describe, expect, test } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import type { RequestRecipe } from '../../contract/case.ts';
import { partsOf } from '../../contract/cases/recipes.ts';
import { contractCases } from '../../contract/index.ts';
import { casesOfRules } from '../../contract/run/choice/rules.ts';
import { catalogue } from '../../mutants/catalogue.ts';
import { hostDeployments } from '../../mutants/deployments.ts';
import { examineDeployed } from '../../mutants/examine.ts';
import { misjudgementsOf } from '../../mutants/misjudgements.ts';
import type { Mutant, Variant } from '../../mutants/mutant.ts';
import { variants } from '../../mutants/variants.ts';

/** A sample of the catalogue, from every area; `npm run mutants` examines all of it. */
const sample = [
  ...['token-not-compared', 'token-bearer-stripped', 'token-query', 'token-bearer-required'],
  ...['files-not-counted', 'files-two-only', 'files-in-other-fields-ignored'],
  ...['type-never-set', 'type-other-kept', 'untyped-guessed-by-extension', 'type-sticks'],
  ...['account-optional', 'account-foreign-taken'],
  ...['json-taken', 'path-any', 'malformed-fails'],
  ...['success-201', 'errors-html', 'early-responses-and-closes'],
];

const isHeavy = (request: RequestRecipe): boolean =>
  partsOf(request).some((part) => 'file' in part && (part.file.size ?? 0) > 1024 ** 2);

/** Cases that send more than a mebibyte are left to the whole run: they take longer than all others together. */
const light = contractCases().filter(({ steps }) => !steps.some(({ request }) => isHeavy(request)));

/** How many deployments share the table. */
const parts = 3;

/** The cases of the rules that ought to fail, and a part of the others: each case goes to every third deployment. */
function casesFor(deployment: Mutant | Variant, place: number): string[] {
  const broken = 'breaks' in deployment ? [deployment.breaks, ...(deployment.alsoFails ?? [])] : [];
  const own = casesOfRules(light, broken, contract);
  return light
    .filter((each, index) => index % parts === place % parts || own.includes(each))
    .map(({ id }) => id);
}

const deployments = hostDeployments();
afterAll(() => deployments[Symbol.dispose]());

const sampled = [...catalogue, ...variants].filter(({ id }) => sample.includes(id));

test('the sample is there', () => {
  expect(sampled.map(({ id }) => id).sort()).toEqual([...sample].sort());
});

describe('the suite names the fault', () => {
  test.each(sampled.map((deployment, place) => ({ id: deployment.id, deployment, place })))(
    '$id',
    async ({ deployment, place }) => {
      const report = await examineDeployed(deployment, deployments, casesFor(deployment, place));
      expect(misjudgementsOf(deployment, report)).toEqual([]);
    },
  );
});
