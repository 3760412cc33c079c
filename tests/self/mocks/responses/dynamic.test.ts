import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import openapi from '../../../../generated/openapi.json' with { type: 'json' };
import { startMock } from '../../../../mocks/server.ts';
import { accountPart, filePart, fileSize, form, goodForm, textPart, type, upload } from '../form.ts';
import { sendOne } from '../wire.ts';

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema(openapi, 'spec');

function expectValid(pointer: string, value: unknown): void {
  const validate = ajv.getSchema(`spec${pointer}`);
  expect(validate?.(value), JSON.stringify(validate?.errors)).toBe(true);
}

const { members } = contract.success;
const [knownType] = contract.recognisedDocumentTypes;

/** A mock's responses to uploads, one after the other. */
async function responsesOf(seed: string | undefined, ...requests: string[]): Promise<unknown[]> {
  await using mock = await startMock({ dynamic: true, ...(seed !== undefined && { seed }) });
  const bodies: unknown[] = [];
  for (const request of requests) bodies.push(JSON.parse((await sendOne(mock.url, request)).body));
  return bodies;
}

describe('the documented responses', () => {
  it.each(contract.responses)('$example fits the schema of the spec', ({ status, body }) => {
    expectValid(status === contract.success.status ? contract.success.schema : contract.problem.schema, body);
  });
});

describe('dynamic responses', () => {
  const typed = upload(form(accountPart, filePart, textPart(type, knownType)));

  it('fit the schema, and contain the values of the request', async () => {
    const [response] = await responsesOf(undefined, typed);
    expectValid(contract.success.schema, response);
    expect(response).toMatchObject({
      [members.name]: 'a.csv',
      [members.size]: fileSize,
      [members.account]: 'account-1',
      [members.type]: knownType,
    });
  });

  it('show no type when none is set', async () => {
    const [response] = await responsesOf(undefined, upload());
    expect(response).not.toHaveProperty(members.type);
  });

  it('are the same for the same seed, and others for another', async () => {
    const [one, same, other] = await Promise.all(
      ['1', '1', '2'].map((seed) => responsesOf(seed, upload(), upload())),
    );
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    expect(one?.[0]).not.toEqual(one?.[1]);
  });

  it('keep the contract’s rejections', async () => {
    const [response] = await responsesOf('1', upload(form(accountPart)));
    expectValid(contract.problem.schema, response);
    expect(response).toMatchObject({ status: contract.refusals.missingFile, requirement: 'R6' });
  });

  it('are given to a single request that prefers them', async () => {
    await using mock = await startMock();
    const response = await sendOne(mock.url, upload(goodForm, { Prefer: 'dynamic=true' }));
    expect(response.headers).toMatchObject({ 'preference-applied': 'dynamic=true' });
    expectValid(contract.success.schema, JSON.parse(response.body));
  });
});
