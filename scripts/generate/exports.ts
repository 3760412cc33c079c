import { caseTable } from '../../tests/contract/table.ts';
import { coverageFindings, type Output, renderCoverage } from './coverage.ts';
import { createFileStore } from './exports/files.ts';
import { curlObstacle, httpObstacle, type Obstacle, postmanObstacle } from './exports/obstacles.ts';
import { renderHttpFile } from './http.ts';
import { renderCollection } from './postman/collection.ts';
import { environment } from './postman/environment.ts';
import { filesFolder } from './postman/item.ts';

/** The folders inside `generated/` that hold nothing but exports: whatever else is found there is left over. */
export const exportFolders = ['postman', 'http'];

const outputs: Output[] = [
  { name: 'suite', place: '`npm run verify`', obstacle: () => undefined },
  { name: 'curl', place: '`npm run verify -- --list --format curl`', obstacle: curlObstacle },
  { name: 'Postman', place: '`postman/`, `npm run newman`', obstacle: postmanObstacle },
  { name: '.http', place: '`http/`', obstacle: httpObstacle },
];

/**
 * Renders the case table for other tools, by path inside `generated/`. The table takes its names from
 * `generated/contract.ts`: import this module when that is up to date.
 *
 * @throws Error naming the requirements that no case checks, and the citations that lead nowhere.
 */
export function renderExports(): Map<string, string | Uint8Array> {
  const findings = coverageFindings(caseTable);
  if (findings.length > 0) throw new Error(`tests/contract: ${findings.join('; ')}`);
  const store = createFileStore();
  const collection = renderCollection(caseTable.filter(without(postmanObstacle)), store);
  const http = renderHttpFile(caseTable.filter(without(httpObstacle)), store);
  return new Map<string, string | Uint8Array>([
    ['postman/collection.json', json(collection)],
    ['postman/environment.json', json(environment)],
    ...[...store.files()].map(([path, bytes]) => [`postman/${filesFolder}/${path}`, bytes] as const),
    ['http/contract.http', http],
    ['COVERAGE.md', renderCoverage(caseTable, outputs)],
  ]);
}

const without =
  (obstacle: Obstacle) =>
  (contractCase: (typeof caseTable)[number]): boolean =>
    obstacle(contractCase) === undefined;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
