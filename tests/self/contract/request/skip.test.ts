import { describe, expect, test } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { reasonToSkip } from '../../../contract/request/skip.ts';
import type { Settings } from '../../../contract/settings.ts';
import { resolveCase } from '../../../contract/wire/attempt.ts';
import { caseNamed, settings } from '../facts.ts';

/** Cases that are skipped because they cannot be sent as written. */
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

  test('when it needs an account that is not given', () => {
    const { foreignAccountId: _, ...unnamed } = settings;
    const contractCase = caseNamed('account-foreign');
    expect(reasonToSkip(contractCase, [], unnamed)).toBe('--foreign-account-id was not given');
  });

  test('when the token has no letter to change the case of', () => {
    expect(skippedWith({ token: '12345678' })).toEqual(['token-other-letter-case']);
  });

  test('when it would repeat a long token so often that servers reject it for its length', () => {
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
