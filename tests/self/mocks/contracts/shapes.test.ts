import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandledRequest } from '../../../../mocks/gate/handled-request.ts';
import { createLogLine } from '../../../../mocks/http/log.ts';
import { uploadHandlers } from '../../../../mocks/msw.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import type { Contract } from '../../../../spec/contract.ts';
import type { Outcome } from '../../../../spec/rules.ts';
import { validatorsOf } from '../../../contract/judge/schema.ts';
import { plainText, shapes } from '../../spec/shapes.ts';
import { type Departure, handle, type Received, sendTo, token } from './send.ts';

/** The mock rules on, responds to and shows each contract by its own document. */

type Row = [departure: Departure, outcome: Outcome, status: number, detail?: string];

/** A contract without its own statuses has the built-in ones. */
const { refusals, success } = shapes.builtIn;

const good: Row = [{}, 'accepted', success.status];
const two = (name: string): Row => [{ files: [name, name] }, 'twoFiles', refusals.twoFiles];
const raw: Departure = { credential: token };
const inScheme: Departure = { credential: `Bearer ${token}` };

const all = { ...shapes, plainText };

const rows: Record<keyof typeof all, Row[]> = {
  builtIn: [good, two('file'), [inScheme, 'invalidToken', refusals.invalidToken]],
  withoutAccount: [good, two('file'), [{ texts: { accountId: '' } }, 'accepted', success.status]],
  withoutType: [good, [{ texts: { documentType: 'anything' } }, 'accepted', success.status]],
  closedType: [
    good,
    [{ texts: { documentType: 'Bill' } }, 'accepted', success.status],
    [{ texts: { documentType: undefined } }, 'accepted', success.status],
    [
      { texts: { documentType: 'bill' } },
      'unknownType',
      refusals.unknownType,
      'The field "documentType": "bill" is not one of Offer, Bill.',
    ],
    [
      { texts: { documentType: `my ${token}` } },
      'unknownType',
      refusals.unknownType,
      'The field "documentType": the value is not one of Offer, Bill.',
    ],
  ],
  requiredType: [
    good,
    [
      { texts: { documentType: undefined } },
      'missingField',
      refusals.missingField,
      'The field "documentType" is missing.',
    ],
    [{ texts: { documentType: 'anything' } }, 'accepted', success.status],
  ],
  withoutSecurity: [
    good,
    [{ headers: { Authorization: 'anything' } }, 'accepted', success.status],
    two('file'),
  ],
  bearer: [
    good,
    [{ credential: `bearer ${token}` }, 'accepted', success.status],
    [raw, 'invalidToken', refusals.invalidToken],
    [{ credential: 'Bearer another' }, 'invalidToken', refusals.invalidToken],
    [{ credential: undefined }, 'missingToken', refusals.missingToken],
    [
      { files: [`my-${token}`] },
      'missingFile',
      refusals.missingFile,
      'The file is in another field. It belongs in the field "file".',
    ],
  ],
  otherHeader: [
    good,
    [{ credential: undefined, headers: { Authorization: token } }, 'missingToken', refusals.missingToken],
    [inScheme, 'invalidToken', refusals.invalidToken],
  ],
  moreFields: [
    good,
    [{ texts: { description: undefined } }, 'accepted', success.status],
    [{ texts: { day: undefined } }, 'missingField', refusals.missingField, 'The field "day" is missing.'],
  ],
  otherStatuses: [
    [{}, 'accepted', 201],
    [{ files: ['file', 'file'] }, 'twoFiles', 422],
    [{ credential: undefined }, 'missingToken', 403],
    [{ method: 'GET' }, 'methodNotAllowed', 405],
  ],
  renamed: [
    good,
    two('document'),
    [{ method: 'POST' }, 'methodNotAllowed', refusals.methodNotAllowed],
    [{ texts: { customer: '' } }, 'missingAccountId', refusals.missingAccountId],
    [
      { files: ['file'] },
      'missingFile',
      refusals.missingFile,
      'The file is in the field "file". It belongs in the field "document".',
    ],
  ],
  plainErrors: [
    [{}, 'accepted', 201],
    [{ texts: { documentType: 'anything' } }, 'accepted', 201],
    [{ files: ['file', 'file'] }, 'twoFiles', 400, 'Send exactly one file in a request.'],
    [{ texts: { accountId: '' } }, 'missingAccountId', 400, 'The field "accountId" is missing or empty.'],
    [{ credential: undefined }, 'missingToken', 401, 'Send the raw token in the header Authorization.'],
  ],
  plainText: [
    [{}, 'accepted', 200],
    [{ files: ['file', 'file'] }, 'twoFiles', 400, 'Send exactly one file in a request.'],
    [{ credential: undefined }, 'missingToken', 401, 'Send the raw token in the header Authorization.'],
    [{ texts: { accountId: '' } }, 'missingAccountId', 400, 'The field "accountId" is missing or empty.'],
  ],
  everything: [
    [{}, 'accepted', 201],
    [
      { texts: { kind: 'Invoice' } },
      'unknownType',
      422,
      'The field "kind": "Invoice" is not one of Offer, Bill.',
    ],
    [{ texts: { kind: undefined } }, 'missingField', 422, 'The field "kind" is missing.'],
    [{ texts: { day: undefined } }, 'missingField', 422, 'The field "day" is missing.'],
    [{ texts: { customer: undefined } }, 'missingAccountId', 422],
    [{ files: ['document', 'document'] }, 'twoFiles', 422],
    [raw, 'invalidToken', 403],
  ],
};

/** Whether a body fits the contract's schema. */
function fits(contract: Contract, { status, body }: Received): boolean {
  const { success, problem } = validatorsOf(contract);
  return (status === contract.success.status ? success : problem)(body).length === 0;
}

const detailOf = (body: unknown): unknown =>
  typeof body === 'string'
    ? body
    : ((body as { detail?: string }).detail ?? (body as { message?: string }).message);

describe.each(Object.keys(rows) as (keyof typeof all)[])('%s', (shape) => {
  const contract: Contract = all[shape];
  const lines: string[] = [];
  let mock: Mock;
  beforeAll(async () => {
    const logLine = createLogLine(contract);
    const onRequest = (record: HandledRequest) => lines.push(logLine(record));
    mock = await startMock({ contract, tokens: [token], onRequest });
  });
  afterAll(() => mock.close());

  test.each(rows[shape])('%j: %s, %i', async (departure, outcome, status, detail) => {
    mock.reset();
    const response = await sendTo(mock, contract, departure);
    expect(response.status).toBe(status);
    expect(fits(contract, response)).toBe(true);
    if (outcome !== 'accepted') expect(response.headers['content-type']).toBe(contract.problem.mediaType);
    if (detail !== undefined) expect(detailOf(response.body)).toBe(detail);
    const [entry] = mock.requests();
    expect(entry).toMatchObject({ ruling: { outcome }, response: { status } });
    expect(entry?.ruling?.statement).not.toBe('');
    expect(JSON.stringify(mock.requests()) + lines.join()).not.toContain(token);
  });

  test.each(rows[shape])('%j: the handlers respond as the mock does', async (departure) => {
    const ofMock = await sendTo(mock, contract, departure);
    const ofHandlers = await handle(uploadHandlers({ contract, tokens: [token] }), contract, departure);
    const { id = '' } = contract.success.members;
    const bodyOf = (body: unknown) =>
      typeof body === 'string' ? body : { ...(body as object), ...(id !== '' && { [id]: undefined }) };
    expect(ofHandlers?.status).toBe(ofMock.status);
    expect(bodyOf(ofHandlers?.body)).toEqual(bodyOf(ofMock.body));
    expect(ofMock.headers).toMatchObject(ofHandlers?.headers ?? {});
  });

  test('a page may send the header of the token, where there is one, and no other', async () => {
    const headers = {
      Origin: 'http://localhost:5173',
      'Access-Control-Request-Method': contract.method,
    };
    const url = mock.url + contract.path.replace(`{${contract.clientIdParameter}}`, 'client-1');
    const { status, headers: sent } = await fetch(url, { method: 'OPTIONS', headers });
    expect(status).toBe(204);
    expect(sent.get('access-control-allow-methods')).toBe(contract.method);
    expect(sent.get('access-control-allow-headers')?.split(', ').sort()).toEqual(
      [contract.credential?.header.toLowerCase() ?? [], 'content-type', 'prefer'].flat().sort(),
    );
  });

  test('forced and preferred responses belong to this contract', async () => {
    const { status } = contract.success;
    const refused = { files: [] };
    mock.next({ status });
    expect(await sendTo(mock, contract, refused)).toMatchObject({ status });
    const code = contract.refusals.twoFiles;
    const preferred = await sendTo(mock, contract, { headers: { Prefer: `code=${code}` } });
    expect(preferred.status).toBe(code);
    expect(fits(contract, preferred)).toBe(true);
    const unknown = await sendTo(mock, contract, { headers: { Prefer: 'code=418' } });
    expect(detailOf(unknown.body)).toContain(String(status));
    expect(fits(contract, unknown)).toBe(true);
  });

  test('the reference shows this document', async () => {
    const response = await fetch(`${mock.url}/__mock/reference/openapi.json`);
    expect(await response.json()).toEqual(contract.document);
  });
});
