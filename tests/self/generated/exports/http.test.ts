import { request as send } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { httpObstacle } from '../../../../scripts/generate/exports/obstacles.ts';
import { type NamedStep, namedSteps } from '../../../../scripts/generate/exports/words.ts';
import { contractCases } from '../../../contract/index.ts';
import { checksOf } from '../../../contract/judge/checks.ts';
import type { StatusClass } from '../../../contract/judge/question.ts';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { type HttpFileRequest, readHttpFile } from './http-file.ts';
import { type RecordedRequest, startRecorder } from './recorder.ts';
import { expectedFacts, sentFacts } from './wire-facts.ts';

/** `contract.http`, read as the editors do, and sent to the mock. */
const path = join(import.meta.dirname, '..', '..', '..', '..', 'generated', 'http', 'contract.http');
const credentials = {
  clientId: 'client-7',
  accountId: 'account-1',
  foreignAccountId: 'account-2',
  token: 'Mk7-tRz94QwXb2_hLp',
};

const steps = new Map(
  contractCases()
    .filter((contractCase) => httpObstacle(contractCase, contract) === undefined)
    .flatMap(namedSteps)
    .map((step) => [step.key, step]),
);

let mock: MockProcess;
let sent: { file: HttpFileRequest; step: NamedStep; recorded: RecordedRequest; status: number }[];

beforeAll(async () => {
  const { clientId, accountId, token } = credentials;
  mock = await startMockProcess([`--client-id=${clientId}`, `--account-id=${accountId}`, `--token=${token}`]);
  using recorder = await startRecorder(mock.url);
  const requests = await readHttpFile(path, { ...credentials, baseUrl: recorder.url });
  sent = [];
  for (const file of requests) {
    const status = await statusOf(file);
    const step = steps.get(file.name);
    const recorded = recorder.requests.at(-1);
    if (step === undefined || recorded === undefined) throw new Error(`${file.name} is no case`);
    sent.push({ file, step, recorded, status });
  }
}, 60_000);
afterAll(() => mock.stop());

function statusOf({ method, url, headers, body }: HttpFileRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    send(url, { method, headers: Object.fromEntries(headers) }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end(body);
  });
}

test('there is a request for each exchange that the format can express', () => {
  expect(sent.map(({ file }) => file.name).sort()).toEqual([...steps.keys()].sort());
});

test('each request matches its recipe', () => {
  const compared = sent.map(({ file: { name }, step: { recipe }, recorded }) => ({
    sent: { name, ...sentFacts(recipe, recorded) },
    expected: { name, ...expectedFacts(recipe, credentials) },
  }));
  expect(compared.map((one) => one.sent)).toEqual(compared.map((one) => one.expected));
});

test('each gets a status that its checks allow', () => {
  const wrong = sent.filter(({ step, status }) => !takes(step, status));
  expect(wrong.map(({ file, status }) => `${file.name}: ${status}`)).toEqual([]);
});

function takes({ contractCase, index }: NamedStep, status: number): boolean {
  const isIn = (expected: StatusClass): boolean =>
    'oneOf' in expected ? expected.oneOf.includes(status) : status >= expected.from && status <= expected.to;
  return checksOf(contractCase, contract)
    .filter(({ step }) => step === index)
    .every((check) => {
      if (check.kind === 'accepted') return status === contract.success.status;
      if (check.kind === 'refused') return isIn(check.statuses);
      if (check.kind === 'documented-status') return status === check.status;
      return check.kind !== 'not-accepted' || status === 404;
    });
}
