import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { contractCases } from '../../../contract/index.ts';
import { probeCases, probesOf } from '../../../contract/run/probes.ts';
import type { GivenResponse } from '../facts.ts';
import { asAgreed, type Behaviour, rehearse, table } from './rehearsal.ts';

/** Whether there is an upload endpoint at all: an address without one says nothing about the contract. */
const page: [string, string][] = [['Content-Type', 'text/html; charset=utf-8']];
const toEverything =
  (response: GivenResponse | 'timeout'): Behaviour =>
  () =>
    response;
const isNowhere = (path: string | undefined): boolean => path === 'nowhere';

describe('an address that responds to everything alike is not an upload endpoint', () => {
  test.each<[string, GivenResponse]>([
    ['404', { status: 404 }],
    ['405', { status: 405 }],
    ['501', { status: 501, headers: page, body: 'Unsupported method' }],
    ['500', { status: 500, headers: page, body: 'Internal error' }],
    ['400', { status: 400, headers: page, body: 'Bad request' }],
    ['418', { status: 418 }],
    ['421', { status: 421 }],
    ['403 of a gateway', { status: 403, headers: page, body: 'Forbidden' }],
    ['a redirect to a login', { status: 302, headers: [['Location', 'https://login.test/']] }],
    ['a permanent redirect', { status: 308, headers: [['Location', 'https://upload.test/']] }],
    ['200 with a page', { status: 200, headers: page, body: '<!doctype html><title>Welcome</title>' }],
    ['200 with other JSON', { status: 200, body: { status: 'ok' } }],
    ['204', { status: 204 }],
    ['429 without Retry-After', { status: 429 }],
  ])('%s', async (_, response) => {
    const report = await rehearse(toEverything(response));
    expect(report.verdict).toBe('inconclusive');
    expect(report.notes).toHaveLength(2);
    expect(report.cases.every(({ verdict }) => verdict === 'inconclusive' || verdict === 'skipped')).toBe(
      true,
    );
  });

  test.each([501, 401])('%i is not a failure with --strict either', async (status) => {
    const report = await rehearse(toEverything({ status, headers: page }), {}, table, {
      strict: true,
    });
    expect(report.verdict).toBe('inconclusive');
  });

  test('and the note says so', async () => {
    const { notes } = await rehearse(toEverything({ status: 501 }));
    expect(notes[0]).toMatch(
      /^A well-formed upload was rejected: status 501; a path that cannot exist gets the same response, .*check --base-url\.$/,
    );
  });
});

describe('an upload endpoint', () => {
  test.each<[string, GivenResponse]>([
    ['fails', { status: 500 }],
    ['redirects', { status: 307 }],
    ['has no room', { status: 413 }],
  ])('that %s, while other paths are not found, breaks the contract', async (_, response) => {
    const report = await rehearse(({ request }) => (isNowhere(request.path) ? { status: 404 } : response));
    expect(report.verdict).toBe('violates');
  });

  test('that accepts everything with a success that describes an upload breaks it', async () => {
    const report = await rehearse(toEverything({ body: { fileId: '1' } }));
    expect(report.verdict).toBe('violates');
  });

  test.each<[string, GivenResponse]>([
    ['nothing', { status: 204 }],
    ['a page', { status: 200, headers: page, body: '<p>Stored' }],
  ])('that succeeds with %s is checked all the same', async (_, success) => {
    const report = await rehearse(({ request, expect }) =>
      expect.outcome === 'accepted' && !isNowhere(request.path) ? success : undefined,
    );
    expect(report.requirements.find(({ id }) => id === 'R7')?.verdict).toBe('pass');
  });

  test('that describes an upload gets no more probes', async () => {
    const { counts } = await rehearse(asAgreed);
    expect(counts.requests).toBe(contractCases().reduce((sum, { steps }) => sum + steps.length, 0));
  });
});

describe('a deployment that rejects the first upload and accepts another one breaks the contract', () => {
  const known = new Set([...contractCases(), ...probeCases(contract)].map(({ id }) => id));
  const asked = probesOf(contract).flatMap(({ means, ids }) => ids.map((id) => ({ means, id })));
  const [baseline] = table;

  test.each(asked.filter(({ id }) => known.has(id)))('$id: it $means', async ({ means, id }) => {
    const accepts: Behaviour = (_, { id: sent }) =>
      sent === id ? { body: { fileId: '1' } } : { status: 404 };
    const report = await rehearse(accepts, {}, baseline === undefined ? [] : [baseline]);
    expect(report.verdict).toBe('violates');
    expect(report.notes[0]).toContain(`The deployment ${means}: ${id}`);
  });

  test('only probes for other contracts are left out', () => {
    const absent = asked.filter(({ id }) => !known.has(id)).map(({ id }) => id);
    expect(absent).toEqual(['token-without-scheme', 'method-post']);
  });
});

describe('429 without Retry-After', () => {
  test('during a run is neither a rejection nor a failure, but inconclusive', async () => {
    let requests = 0;
    const report = await rehearse(() => {
      requests += 1;
      return requests > 100 ? { status: 429 } : undefined;
    });
    expect(report.verdict).toBe('inconclusive');
    expect(report.counts.fail).toBe(0);
    expect(report.requirements.find(({ id }) => id === 'R7')?.verdict).not.toBe('fail');
  });
});
