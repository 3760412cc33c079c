import { expect, test } from 'vitest';
import { examinePrism, prismMisjudgements } from '../../mutants/prism-misjudgements.ts';

// Some of what Prism does; `npm run mutants` runs the whole suite, and restarts Prism where an upload ends it.
const selected = [
  'csv-file',
  'token-absent',
  'token-unknown',
  'two-files-same-field',
  'two-files-other-field',
];

test('plain Prism takes two files for one, as its known failures say', async () => {
  const report = await examinePrism(selected);
  expect(prismMisjudgements(report)).toEqual([]);
  expect(report.verdict).toBe('violates');
});
