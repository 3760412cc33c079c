import { expect, test } from 'vitest';
import { usesColours } from '../../../../../scripts/cli/colours.ts';

test.each([
  ['on a terminal', true, {}, true],
  ['on a terminal without abilities', true, { TERM: 'dumb' }, false],
  ['in a pipe', false, {}, false],
  ['in a build log', false, { CI: 'true' }, false],
  ['forced in a pipe', false, { FORCE_COLOR: '1' }, true],
  ['forced off', true, { FORCE_COLOR: '0' }, false],
  ['not expected on a terminal', true, { NO_COLOR: '1' }, false],
  ['neither expected nor forced', false, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
])('colours %s', (_, isTTY, environment, expected) => {
  expect(usesColours({ isTTY }, environment)).toBe(expected);
});
