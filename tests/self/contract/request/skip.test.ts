import { describe, expect, test } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { reasonToSkip } from '../../../contract/request/skip.ts';
import type { Settings } from '../../../contract/settings.ts';
import { resolveCase } from '../../../contract/wire/attempt.ts';
import { caseNamed, settings } from '../facts.ts';

/** Which cases are skipped where they can't be sent as they say. */
const skippedWith = (extra: Partial<Settings>): string[] => {
  const given = { ...settings, ...extra };
  return contractCases()
    .filter((contractCase) => reasonToSkip(contractCase, resolveCase(contractCase, given), given))
    .map(({ id }) => id);
};

describe('a case is skipped', () => {
  test('not at all with a usual token and both accounts', () => {
    expect(skippedWith({})).toEqual([]);
  });

  test('where it needs an account that is not named', () => {
    const { foreignAccountId: _, ...unnamed } = settings;
    const contractCase = caseNamed('account-foreign');
    expect(reasonToSkip(contractCase, [], unnamed)).toBe('--foreign-account-id was not given');
  });

  test('where the token has no letter whose case could differ', () => {
    expect(skippedWith({ token: '12345678' })).toEqual(['token-other-letter-case']);
  });

  test('where it would send a long token so often that servers refuse it for its length', () => {
    expect(skippedWith({ token: `${'a'.repeat(1500)}.B` })).toEqual([
      'token-in-query-other-names',
      'token-in-query-key-names',
      'token-in-api-key-header',
      'token-in-other-header',
    ]);
  });

  test('for its length only when the plain upload is much shorter', () => {
    expect(skippedWith({ token: `${'a'.repeat(9000)}.B` })).not.toContain('csv-file');
  });
});
