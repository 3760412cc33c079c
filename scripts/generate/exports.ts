import type { Contract } from '../../spec/contract.ts';
import type { ContractCase } from '../../tests/contract/case.ts';
import { contractCases } from '../../tests/contract/table.ts';
import { coverageGaps, type Output, oncePerCase, renderCoverage } from './coverage.ts';
import { createFileStore } from './exports/files.ts';
import { curlObstacle, httpObstacle, type Obstacle, postmanObstacle } from './exports/obstacles.ts';
import { renderHttpFile } from './http.ts';
import { renderCollection } from './postman/collection.ts';
import { environmentFor } from './postman/environment.ts';
import { filesFolder } from './postman/item.ts';

/** Folders inside `generated/` that contain only exports: any other file there is stale. */
export const exportFolders = ['postman', 'http'];

function outputsFor(contract: Contract) {
  const of = (obstacle: Obstacle): Output['obstacle'] =>
    oncePerCase((contractCase) => obstacle(contractCase, contract));
  return {
    suite: { name: 'suite', place: '`npm run verify`', obstacle: () => undefined },
    curl: { name: 'curl', place: '`npm run verify -- --list --format curl`', obstacle: of(curlObstacle) },
    postman: { name: 'Postman', place: '`postman/`, `npm run newman`', obstacle: of(postmanObstacle) },
    http: { name: '.http', place: '`http/`', obstacle: of(httpObstacle) },
  } satisfies Record<string, Output>;
}

/**
 * Renders the case table of a contract for other tools, by path inside `generated/`.
 *
 * @throws Error naming the requirements that no case checks, and the citations without a target.
 */
export function renderExports(contract: Contract): Map<string, string | Uint8Array> {
  const cases = contractCases(contract);
  const gaps = coverageGaps(cases, contract);
  if (gaps.length > 0) throw new Error(`tests/contract: ${gaps.join('; ')}`);
  const store = createFileStore();
  const outputs = outputsFor(contract);
  const sayable = ({ obstacle }: Output): ContractCase[] =>
    cases.filter((contractCase) => obstacle(contractCase) === undefined);
  const collection = renderCollection(contract, sayable(outputs.postman), store);
  const http = renderHttpFile(contract, sayable(outputs.http), store);
  return new Map<string, string | Uint8Array>([
    ['postman/collection.json', json(collection)],
    ['postman/environment.json', json(environmentFor(contract))],
    ...[...store.files()].map(([path, bytes]) => [`postman/${filesFolder}/${path}`, bytes] as const),
    ['http/contract.http', http],
    ['COVERAGE.md', renderCoverage(contract, cases, Object.values(outputs))],
  ]);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
