import { describe } from 'vitest';
import { problem, testVerdicts } from './verdict-table.ts';

/** A response that no client can read neither accepts nor rejects, just as a dropped connection does not. */
const losses = ['malformed-response', 'not-http', 'reset'] as const;

describe.each(losses)('%s', (loss) => {
  testVerdicts([
    {
      given: 'nothing else',
      id: 'csv-file',
      responses: [loss],
      verdicts: { R1: 'fail', R15: 'skipped', R20: 'warn' },
    },
    {
      given: 'nothing else',
      id: 'two-files-same-name',
      responses: [loss],
      verdicts: { R7: 'fail', R14: 'skipped', R20: 'warn' },
    },
    {
      given: 'nothing else',
      id: 'token-absent',
      responses: [loss],
      verdicts: { R2: 'fail', R13: 'skipped', R20: 'warn' },
    },
    {
      given: 'nothing else',
      id: 'path-other-version',
      responses: [loss],
      verdicts: { R3: 'skipped', R20: 'warn' },
    },
    {
      given: 'a control that was not accepted',
      id: 'two-files-same-name',
      responses: [loss],
      control: { accepted: false },
      verdicts: { R7: 'inconclusive', R20: 'warn' },
    },
    {
      given: 'one of two',
      id: 'repeated-two-files',
      responses: [problem(400), loss],
      verdicts: { R20: 'warn' },
    },
    {
      given: 'a doubtful address',
      id: 'csv-file',
      responses: [loss],
      settings: { doubtful: true },
      verdicts: { R1: 'inconclusive', R20: 'inconclusive' },
    },
  ]);
});
