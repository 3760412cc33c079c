import { expect, test } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { deployment, linesOf, startReported, statusesOf } from './curl-lines.ts';

/** One line of each form is in curl.test.ts. */
test.skipIf(process.platform === 'win32')(
  'every line of a report gets the status that the run saw',
  async () => {
    const { mock, report } = await startReported();
    await using _ = mock;
    const lines = linesOf(report);
    expect(lines.length).toBeGreaterThan(contractCases().length);
    const { seen, again } = await statusesOf(lines, { UPLOAD_TOKEN: deployment.UPLOAD_TOKEN });
    expect(again).toEqual(seen);
  },
);
