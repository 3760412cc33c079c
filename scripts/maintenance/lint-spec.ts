import { join } from 'node:path';
import { formatProblems, getTotals, lint, loadConfig } from '@redocly/openapi-core';

/**
 * Lints the spec, and the description of the mock's journal, with the rules in `redocly.yaml`; warnings count as errors.
 */
const root = join(import.meta.dirname, '..', '..');
const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
const files = ['openapi.yaml', 'journal.yaml'].map((name) => join(root, 'spec', name));
const problems = (await Promise.all(files.map((ref) => lint({ ref, config })))).flat();
const totals = getTotals(problems);
formatProblems(problems, { format: 'codeframe', totals, version: '' });
if (problems.length > 0) process.exitCode = 1;
else console.log('spec/ keeps the rules of redocly.yaml.');
