import { expect, test } from 'vitest';
import { examinePrism, prismMisjudgements } from '../../mutants/prism-misjudgements.ts';

// Some of Prism's faults; `npm run mutants` runs the whole suite, and restarts Prism after an upload that crashes it.
const selected = [
  'csv-file',
  'token-absent',
  'token-unknown',
  'two-files-same-field',
  'two-files-other-field',
];

test('plain Prism accepts two files, as its known failures say', async () => {
  const report = await examinePrism(selected);
  expect(await prismMisjudgements(report)).toEqual([]);
  expect(report.verdict).toBe('violates');
});
