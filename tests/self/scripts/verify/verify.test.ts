import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { contractCases } from '../../../contract/index.ts';
import type { Report } from '../../../contract/report/report.ts';
import { commandHere } from '../cli/here.ts';
import { command } from './command.ts';
import { serve } from './server.ts';

let folder: string;
let mock: Mock;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-contract-'));
  mock = await startMock({ tokens: ['secret-token'], accountIds: ['a'], clientIds: ['c'] });
});
afterAll(async () => {
  await mock.close();
  await rm(folder, { recursive: true });
});

const credentials = ['--token', 'secret-token', '--client-id', 'c', '--account-id', 'a'];

/** Runs `verify` against one mock of all tests, where it need not be the embedded one. */
const verifyMock = (...args: string[]) =>
  commandHere(['verify', '--base-url', mock.url, ...credentials, '--foreign-account-id', 'b', ...args]);

const isUpload = ({ url = '' }: IncomingMessage): boolean => url.startsWith('/files/v1/');

const readReport = async (file: string): Promise<Report> => JSON.parse(await readFile(file, 'utf8'));

test('the embedded mock keeps the contract, every requirement is listed, and Vitest prints nothing', async () => {
  const file = join(folder, 'report.json');
  const { code, stdout, stderr } = await command(['verify', '--report', `json=${file}`]);
  const report = await readReport(file);
  expect({ code, stderr, verdict: report.verdict }).toEqual({ code: 0, stderr: '', verdict: 'conforms' });
  expect(report.requirements.map(({ id, verdict }) => [id, verdict])).toEqual(
    contract.requirements.map(({ id }) => [id, 'pass']),
  );
  expect(report.cases.map(({ id }) => id)).toEqual(contractCases().map(({ id }) => id));
  for (const { id } of contract.requirements) expect(stdout).toMatch(new RegExp(`\\b${id}\\b`));
  expect(stdout).not.toMatch(/vitest|Test Files/i);
  expect(stdout).not.toContain('\u001b');
});

test('a report creates its folder', async () => {
  const file = join(folder, 'reports', 'of-today', 'contract.xml');
  const { code, stderr } = await verifyMock('--only', 'csv-file', '--report', `junit=${file}`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await readFile(file, 'utf8')).toContain('<testsuites');
});

test('--only checks the selected cases, and sends their controls, too', async () => {
  const file = join(folder, 'only.json');
  const { code } = await verifyMock('--only', 'two-files-same-*', '--report', `json=${file}`);
  const report = await readReport(file);
  expect(code).toBe(0);
  expect(report.cases.map(({ id }) => id)).toEqual(
    contractCases()
      .map(({ id }) => id)
      .filter((id) => id.startsWith('two-files-same-')),
  );
  expect(report.counts.accepted).toBeGreaterThan(0);
});

test('--list and --dry-run send nothing', async () => {
  let requests = 0;
  await using server = await serve((_, response) => {
    requests += 1;
    response.end();
  });
  const target = ['--base-url', server.url, ...credentials];
  const list = await commandHere(['verify', ...target, '--list']);
  const plan = await commandHere(['verify', ...target, '--dry-run']);
  expect([list.code, plan.code, requests]).toEqual([0, 0, 0]);
  expect(list.stdout).toContain('two-files-same-field');
  const one = await commandHere(['verify', ...target, '--dry-run', '--only', 'csv-file']);
  expect(one.stdout).toMatch(/\n1 case, 1 request; nothing was sent\.\n$/);
  expect(plan.stdout).toContain(`${server.url}/files/v1/c/`);
  expect(plan.stdout).not.toContain('secret-token');
});

test('--strict fails a run that has warnings', async () => {
  const args = ['--only', 'method-get', ...credentials];
  await using server = await serve((request, response) =>
    response.writeHead(request.method === 'POST' && isUpload(request) ? 200 : 404).end(),
  );
  const lax = await commandHere(['verify', ...args, '--base-url', server.url]);
  const strict = await commandHere(['verify', ...args, '--base-url', server.url, '--strict']);
  expect([lax.code, strict.code]).toEqual([0, 1]);
  expect(strict.stdout).toMatch(/expected +status 405/);
});

test('known failures are accepted, and fail the run once they are stale', async () => {
  const list = join(folder, 'known.yaml');
  await writeFile(list, '- case: csv-file\n  requirement: R15\n  reason: the body comes next sprint\n');
  const args = ['--only', 'csv-file', '--strict', '--known-failing', list, '--document-type-pointer', 'none'];
  await using server = await serve((request, response) =>
    response.writeHead(isUpload(request) ? 204 : 404).end(),
  );
  const accepted = await commandHere(['verify', ...args, ...credentials, '--base-url', server.url]);
  expect(accepted.code).toBe(0);
  expect(accepted.stdout).toContain('the body comes next sprint');
  const stale = await verifyMock(...args.slice(0, -2));
  expect(stale.code).toBe(1);
  expect(stale.stdout).toMatch(/Known failure csv-file R15 is stale/);
});

test('limits hold, name what is not sent, and never pass', async () => {
  const file = join(folder, 'caps.json');
  const { code, stdout } = await verifyMock(
    ...['--smoke', '--max-uploads', '4', '--max-bytes', '1000000', '--report', `json=${file}`],
  );
  const report = await readReport(file);
  expect(report.counts.accepted).toBe(4);
  expect(report.counts.acceptedBytes).toBeLessThanOrEqual(1_000_000);
  expect(report.counts.inconclusive).toBeGreaterThan(5);
  expect(stdout).toMatch(/not sent: beyond --max-uploads 4\. Not checked: .*R12/);
  expect({ code, verdict: report.verdict }).toEqual({ code: 2, verdict: 'inconclusive' });
});

test('--max-duration ends a run that a deployment keeps waiting, and says so', async () => {
  await using server = await serve(() => {});
  const startedAt = Date.now();
  const limits = ['--smoke', '--timeout', '120000', '--max-duration', '1500'];
  const args = ['verify', ...credentials, '--base-url', server.url, ...limits];
  const { code, stdout } = await commandHere(args);
  expect(code).toBe(2);
  expect(stdout).toContain('not sent: beyond --max-duration 1500');
  expect(Date.now() - startedAt).toBeLessThan(60_000);
});

test('a choice of cases is named with the verdict', async () => {
  const { code, stdout } = await verifyMock('--only', 'token-p*', '--only', 'csv-file');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    new RegExp(
      `Checked: 2 of ${contractCases().length} cases, chosen by --only: token-p\\*, csv-file; not checked: R3 to R9, .+R21\\.`,
    ),
  );
});

test('a search with generated requests keeps to the limits, and is inconclusive about the rest', async () => {
  const search = ['--only', 'csv-file', '--explore', '30', '--seed', '3', '--max-uploads'];
  const some = await verifyMock(...search, '4');
  expect(some.stdout).toMatch(
    /Sent \d+ generated requests?, seed .* \d+ more inconclusive: beyond --max-uploads\.\n/,
  );
  expect(some.stdout).toMatch(/the deployment accepted 4 uploads /);
  const none = await verifyMock(...search, '1');
  expect(none.stdout).toMatch(/the deployment accepted 1 upload .*1 inconclusive, 1 kept/s);
  expect([some.code, none.code]).toEqual([2, 2]);
}, 120_000);

test('without a foreign account R11 is skipped, and the run says so', async () => {
  const file = join(folder, 'no-foreign.json');
  await using server = await serve((_, response) => response.writeHead(401).end());
  const target = ['--base-url', server.url, ...credentials];
  await commandHere(['verify', ...target, '--only', 'account-foreign', '--report', `json=${file}`]);
  const [foreign] = (await readReport(file)).cases;
  expect(foreign).toMatchObject({ id: 'account-foreign', exchanges: [] });
});
