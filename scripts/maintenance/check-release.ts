import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../../spec/root.ts';

/**
 * Before a release: `check-release.ts vVERSION`. Tag, version and changelog have to agree, and the origin must be named.
 */
const tag = process.argv[2];
const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
const problems = [
  ...(tag === `v${manifest.version}` ? [] : [`The tag is ${tag}, but the version is ${manifest.version}.`]),
  ...(changelog.includes(`\n## ${manifest.version} - `)
    ? []
    : [`CHANGELOG.md has no heading '## ${manifest.version} - YYYY-MM-DD'.`]),
  ...('repository' in manifest
    ? []
    : ['package.json names no `repository`. Add it: npm compares it with the origin in the provenance.']),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
