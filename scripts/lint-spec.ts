import { join } from 'node:path';
import { formatProblems, getTotals, lint, loadConfig } from '@redocly/openapi-core';

/** Lints the spec with Redocly's rules as `redocly.yaml` sets them; warnings count as errors. */
const root = join(import.meta.dirname, '..');
const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
const problems = await lint({ ref: join(root, 'spec', 'openapi.yaml'), config });
const totals = getTotals(problems);
formatProblems(problems, { format: 'codeframe', totals, version: '' });
if (problems.length > 0) process.exitCode = 1;
else console.log('spec/openapi.yaml keeps the rules of redocly.yaml.');
