import { contract } from '../../generated/contract.ts';
import { startMock } from '../../mocks/server.ts';
import type { ContractCase } from '../../tests/contract/case.ts';
import { contractCases } from '../../tests/contract/index.ts';
import { buildReport } from '../../tests/contract/report/build-report.ts';
import type { Report } from '../../tests/contract/report/report.ts';
import { startRun } from '../../tests/contract/run/run.ts';
import type { Settings } from '../../tests/contract/settings.ts';
import { tool } from '../../tests/contract/tool.ts';
import { createSender } from '../../tests/contract/wire/send.ts';
import { renderers } from '../verify/reports.ts';
import type { Load } from './growth.ts';
import { growthDuring } from './memory.ts';
import type { Growth } from './report.ts';

/** Runs copies of the table against a mock, writes all reports, and prints the cost as JSON. */

/** The same cases again, each with the controls of its own copy. */
const copied = (cases: readonly ContractCase[], copy: number): ContractCase[] =>
  copy === 0
    ? [...cases]
    : cases.map(({ id, steps, ...others }) => ({
        ...others,
        id: `${id}-copy-${copy}`,
        steps: steps.map(({ control, ...step }) =>
          control === undefined ? step : { ...step, control: `${control}-copy-${copy}` },
        ),
      }));

async function run({ copies, concurrency }: Load, baseUrl: string): Promise<Report> {
  const table = Array.from({ length: copies }, (_, copy) => copied(contractCases(), copy)).flat();
  const startedAt = new Date();
  const settings: Settings = {
    baseUrl,
    clientId: 'bench',
    accountId: 'account-1',
    foreignAccountId: 'account-2',
    token: 'token-of-the-bench',
    secrets: [],
    documentTypePointer: contract.success.documentTypePointer,
    headers: [],
    contract,
    tool,
    run: 'bench',
    selected: table.map(({ id }) => id),
    concurrency,
    timeout: 60_000,
  };
  const { result, finished } = startRun(table, table, settings, createSender(settings));
  const cases = await Promise.all(table.map(({ id }) => result(id)));
  const facts = await finished;
  const deployment = { baseUrl, clientId: settings.clientId, accountId: settings.accountId };
  const durationMs = Date.now() - startedAt.getTime();
  const common = { contract, tool, deployment, startedAt, durationMs, strict: false, knownFailures: [] };
  return buildReport({ ...common, selection: undefined, shard: undefined, cases, ...facts });
}

const load: Load = JSON.parse(process.argv[2] ?? '{}');
await using mock = await startMock({ tokens: ['token-of-the-bench'], accountIds: ['account-1'] });
const start = performance.now();
let reports = 0;
const memory = await growthDuring(process.pid, async () => {
  const report = await run(load, mock.url);
  for (const render of Object.values(renderers)) reports += Buffer.byteLength(render(report));
});
const measured: Growth = {
  what: `Table of cases ${load.copies} times, ${load.concurrency} cases at a time`,
  milliseconds: performance.now() - start,
  memory,
  reports,
};
console.log(JSON.stringify(measured));
