import { describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { createJournal } from '../../../../mocks/admin/journal/journal.ts';
import { createSecrets } from '../../../../mocks/control/secrets.ts';
import type { HandledRequest } from '../../../../mocks/gate/handled-request.ts';
import { startMock } from '../../../../mocks/server.ts';
import type { PartFacts } from '../../../../spec/rules.ts';
import { ask } from '../ask.ts';
import { account, filePart, form, textPart, token, upload } from '../form.ts';
import { sendOne } from '../wire.ts';

const MiB = 1024 ** 2;

/** An exchange in which every text has this length. */
function recordWith(length: number, count: number): HandledRequest {
  const text = 'x'.repeat(length);
  const headers = Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, text]));
  const parts: PartFacts[] = Array.from({ length: count }, () => ({
    kind: 'field',
    name: text,
    value: text,
  }));
  const head = { method: 'POST', clientId: 'c', authorization: 'a', mediaType: 'multipart/form-data' };
  const ruling = { outcome: 'accepted', requirement: 'R1' } as const;
  return {
    startedAt: performance.now(),
    receivedAt: Date.now(),
    duration: 1,
    bytes: 1,
    method: 'POST',
    path: `/${text}`,
    headers,
    upload: { request: {}, head, body: { complete: true, tooLarge: false, parts }, ruling } as never,
    response: { status: 200, headers: { 'X-Long': text }, body: text.repeat(20) },
  };
}

describe('what the journal keeps', () => {
  it('is cut and marked as cut', async () => {
    await using mock = await startMock({ tokens: [token], limits: { headerSize: 64 * 1024 } });
    const long = 'a'.repeat(MiB);
    const path = `/files/v1/${'c'.repeat(5000)}/upload_files`;
    await sendOne(mock.url, upload(form(textPart(account, long), filePart), { 'X-Long': 'b'.repeat(9000) }));
    await sendOne(mock.url, upload().replace(/ \S+ /, ` ${path} `));
    await sendOne(mock.url, upload());
    const { body } = await ask(mock, '/requests');
    const [longAccount, longPath, usual] = body as Record<string, unknown>[];
    expect(JSON.stringify(longAccount).length).toBeLessThan(20_000);
    expect(JSON.stringify(longPath).length).toBeLessThan(20_000);
    expect([longAccount?.cut, longPath?.cut, usual?.cut]).toEqual([true, true, undefined]);
    expect(usual?.response).toMatchObject({ status: 200 });
  });

  it('contains no half of a token where it was cut', async () => {
    const secret = 's3cret-of-the-mock';
    await using mock = await startMock({ tokens: [secret] });
    const accountId = `${'.'.repeat(9_900)}${secret.repeat(10)}`;
    await sendOne(mock.url, upload(form(textPart(account, accountId), filePart), { Authorization: secret }));
    const note = `${'.'.repeat(995)}${secret}`;
    await sendOne(mock.url, upload(form(filePart), { Authorization: secret, 'X-Note': note }));
    expect(mock.requests()).toHaveLength(2);
    expect(JSON.stringify(mock.requests())).not.toMatch(/s3|cret/);
  });

  it('uses no more than 32 MiB, and is listed quickly', () => {
    const journal = createJournal(contract, createSecrets([token]));
    // Some 80 of them have room.
    for (let added = 0; added < 100; added += 1) journal.add(recordWith(1100, 200));
    const start = performance.now();
    const listed = journal.list();
    expect(performance.now() - start).toBeLessThan(5000);
    const size = JSON.stringify(listed).length;
    expect(size).toBeLessThan(33 * MiB);
    expect(size).toBeGreaterThan(8 * MiB);
    expect(listed.at(-1)?.id).toBe(100);
    expect(journal.find(100)?.id).toBe(100);
    expect(journal.find((listed[0]?.id ?? 0) - 1)).toBeUndefined();
  });

  it('is all of the last 500 if they are small', () => {
    const journal = createJournal(contract);
    for (let added = 0; added < 1200; added += 1) journal.add(recordWith(10, 3));
    expect(journal.list()).toHaveLength(500);
    expect(journal.find(701)?.id).toBe(701);
    expect(journal.find(700)).toBeUndefined();
  });
});
