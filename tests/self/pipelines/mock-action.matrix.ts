import { expect, test } from 'vitest';
import { newMockJob } from './mock-action.ts';
import { hostileValues } from './samples.ts';

test('the mock is up when the step ends, and down when the job ends', async () => {
  await using job = await newMockJob();
  const options = `--account-id=1001\n--token=${hostileValues[0]}\n`;
  const { code, outputs, state } = await job.start({ INPUT_OPTIONS: options });
  try {
    expect([code, outputs.url]).toEqual([0, expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)]);
    const form = new FormData();
    form.append('accountId', '1001');
    form.append('file', new Blob(['a;b']), 'rows.csv');
    const request = { method: 'POST', headers: { Authorization: hostileValues[0] ?? '' }, body: form };
    expect((await fetch(`${outputs.url}/files/v1/acme/upload_files`, request)).status).toBe(200);
  } finally {
    const { stdout } = await job.stop(state);
    expect(stdout).toContain('Mock ready at');
  }
  await expect(fetch(`${outputs.url}/__mock/`)).rejects.toThrow('fetch failed');
  expect((await job.stop(state)).code).toBe(0);
});

test('a mock that does not start fails the step, and says why', async () => {
  await using job = await newMockJob();
  const { code, stdout, outputs } = await job.start({ INPUT_OPTIONS: '--latency=; touch x' });
  expect([code, outputs]).toEqual([1, {}]);
  expect(stdout).toMatch(/^::error::The mock ended immediately:%0A.*--latency/m);
});
