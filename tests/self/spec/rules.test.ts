import { describe, expect, it } from 'vitest';
import {
  type Authority,
  type BodyFacts,
  type HeadFacts,
  type Outcome,
  type PartFacts,
  type Ruling,
  refusals,
  rule,
  ruleOnHead,
  type Terms,
} from '../../../spec/rules.ts';

// Names of no spec, so that the rules cannot contain them.
const terms: Terms = {
  method: 'PUT',
  mediaType: 'multipart/form-data',
  credential: { header: 'X-Schlüssel' },
  typeIsClosed: false,
  typeIsRequired: false,
  otherFields: [],
  fields: { account: 'konto', content: 'datei', type: 'art' },
  recognisedDocumentTypes: ['Rechnung', 'CSV'],
};
const bearer = { header: 'Authorization', scheme: 'Bearer' };
const known: Authority = { tokens: ['secret'], accountIds: ['k1'], clientIds: ['c1'] };
const anyone: Authority = {};

const goodHead: HeadFacts = {
  method: 'PUT',
  clientId: 'c1',
  authorization: 'secret',
  mediaType: 'multipart/form-data',
};
const account = (value = 'k1'): PartFacts => ({ kind: 'field', name: 'konto', value });
const file = (other: { name?: string; size?: number } = {}): PartFacts => ({
  kind: 'file',
  name: 'datei',
  fileName: 'a.csv',
  mediaType: 'text/csv',
  size: 3,
  ...other,
});
const type = (value: string): PartFacts => ({ kind: 'field', name: 'art', value });
const body = (...parts: PartFacts[]): BodyFacts => ({ complete: true, tooLarge: false, parts });
const goodBody = body(account(), file());

const ruled = (outcome: Outcome, requirement: string, documentType?: string): Ruling => ({
  outcome,
  requirement,
  ...(documentType !== undefined && { documentType }),
});

interface Row {
  facts: string;
  head?: Partial<HeadFacts>;
  body?: BodyFacts;
  authority?: Authority;
  /** Differences from the spec. */
  spec?: { [Name in keyof Terms]?: Terms[Name] | undefined };
  ruling: Ruling;
}

const rows: Row[] = [
  { facts: 'a good upload', ruling: ruled('accepted', 'R10') },
  { facts: 'parts in another order', body: body(file(), account()), ruling: ruled('accepted', 'R10') },
  { facts: 'an empty file', body: body(account(), file({ size: 0 })), ruling: ruled('accepted', 'R10') },
  {
    facts: 'an unknown field',
    body: body(account(), file(), { kind: 'field', name: '__proto__', value: 'x' }),
    ruling: ruled('accepted', 'R10'),
  },
  {
    facts: 'any token, where none is named',
    head: { authorization: 'x' },
    authority: anyone,
    ruling: ruled('accepted', 'R10'),
  },

  {
    facts: 'a recognised type',
    body: body(account(), file(), type('Rechnung')),
    ruling: ruled('accepted', 'R8', 'Rechnung'),
  },
  {
    facts: 'the other recognised type',
    body: body(type('CSV'), account(), file()),
    ruling: ruled('accepted', 'R8', 'CSV'),
  },
  { facts: 'another type', body: body(account(), file(), type('Invoice')), ruling: ruled('accepted', 'R9') },
  {
    facts: 'a type in another letter case',
    body: body(account(), file(), type('csv')),
    ruling: ruled('accepted', 'R9'),
  },
  {
    facts: 'a type between spaces',
    body: body(account(), file(), type(' CSV ')),
    ruling: ruled('accepted', 'R9'),
  },
  { facts: 'an empty type', body: body(account(), file(), type('')), ruling: ruled('accepted', 'R9') },
  {
    facts: 'a type that is a member of every object',
    body: body(account(), file(), type('constructor')),
    ruling: ruled('accepted', 'R9'),
  },

  { facts: 'another method', head: { method: 'POST' }, ruling: ruled('methodNotAllowed', 'R13') },
  { facts: 'no token', head: { authorization: undefined }, ruling: ruled('missingToken', 'R2') },
  { facts: 'an empty token', head: { authorization: '' }, ruling: ruled('missingToken', 'R2') },
  {
    facts: 'no token, where none is named',
    head: { authorization: undefined },
    authority: anyone,
    ruling: ruled('missingToken', 'R2'),
  },
  { facts: 'a prefix of the token', head: { authorization: 'secre' }, ruling: ruled('invalidToken', 'R2') },
  {
    facts: 'the token and a letter',
    head: { authorization: 'secrets' },
    ruling: ruled('invalidToken', 'R2'),
  },
  {
    facts: 'the token in another letter case',
    head: { authorization: 'Secret' },
    ruling: ruled('invalidToken', 'R2'),
  },
  {
    facts: 'a scheme in front of the token',
    head: { authorization: 'Bearer secret' },
    ruling: ruled('invalidToken', 'R2'),
  },
  {
    facts: 'a scheme, where any token will do',
    head: { authorization: 'bearer x' },
    authority: anyone,
    ruling: ruled('invalidToken', 'R2'),
  },
  { facts: 'an unknown client', head: { clientId: 'c2' }, ruling: ruled('unknownClient', 'R3') },
  {
    facts: 'a body of another kind',
    head: { mediaType: 'application/json' },
    ruling: ruled('notMultipart', 'R4'),
  },
  { facts: 'no media type', head: { mediaType: undefined }, ruling: ruled('notMultipart', 'R4') },

  { facts: 'a truncated body', body: { ...goodBody, complete: false }, ruling: ruled('malformed', 'R18') },
  {
    facts: 'a limit exceeded',
    body: { ...goodBody, complete: false, tooLarge: true },
    ruling: ruled('tooLarge', 'R13'),
  },
  { facts: 'two files', body: body(account(), file(), file()), ruling: ruled('twoFiles', 'R7') },
  {
    facts: 'two files of different names',
    body: body(file(), account(), file({ name: 'x' })),
    ruling: ruled('twoFiles', 'R7'),
  },
  {
    facts: 'two files and a type',
    body: body(account(), type('CSV'), file(), file()),
    ruling: ruled('twoFiles', 'R7'),
  },
  {
    facts: 'more files than a limit allows',
    body: { complete: false, tooLarge: true, parts: [account(), file(), file()] },
    ruling: ruled('twoFiles', 'R7'),
  },
  { facts: 'no file', body: body(account()), ruling: ruled('missingFile', 'R6') },
  {
    facts: 'a text field in place of the file',
    body: body(account(), { kind: 'field', name: 'datei', value: 'x' }),
    ruling: ruled('missingFile', 'R6'),
  },
  {
    facts: 'a file of another name',
    body: body(account(), file({ name: 'x' })),
    ruling: ruled('missingFile', 'R6'),
  },
  { facts: 'no account()', body: body(file()), ruling: ruled('missingAccountId', 'R5') },
  { facts: 'an empty account()', body: body(account(''), file()), ruling: ruled('missingAccountId', 'R5') },
  {
    facts: 'a file in place of the account()',
    body: body(file({ name: 'konto' })),
    ruling: ruled('missingFile', 'R6'),
  },
  {
    facts: 'an account() of others',
    body: body(account('k2'), file()),
    ruling: ruled('foreignAccount', 'R11'),
  },

  {
    facts: 'any header, where no token is asked for',
    head: { authorization: undefined },
    spec: { credential: undefined },
    ruling: ruled('accepted', 'R10'),
  },
  {
    facts: 'the token behind its scheme',
    head: { authorization: 'bearer secret' },
    spec: { credential: bearer },
    ruling: ruled('accepted', 'R10'),
  },
  {
    facts: 'the raw token, where a scheme is asked for',
    spec: { credential: bearer },
    ruling: ruled('invalidToken', 'R2'),
  },
  {
    facts: 'a raw token, where a scheme is asked for and any token will do',
    authority: anyone,
    spec: { credential: bearer },
    ruling: ruled('invalidToken', 'R2'),
  },
  {
    facts: 'an upload without an account, where there is none',
    body: body(file()),
    spec: { fields: { content: 'datei', type: 'art' } },
    ruling: ruled('accepted', 'R10'),
  },
  {
    facts: 'a text called as a type elsewhere, where there is no type',
    body: body(account(), file(), type('CSV')),
    spec: { fields: { account: 'konto', content: 'datei' } },
    ruling: ruled('accepted', 'R1'),
  },
  {
    facts: 'another type, where the list is closed',
    body: body(account(), file(), type('csv')),
    spec: { typeIsClosed: true },
    ruling: ruled('unknownType', 'R13'),
  },
  {
    facts: 'no type, where one is required',
    spec: { typeIsRequired: true },
    ruling: { ...ruled('missingField', 'R13'), field: 'art' },
  },
  {
    facts: 'no required text',
    spec: { otherFields: [{ name: 'jahr', required: true }] },
    ruling: { ...ruled('missingField', 'R13'), field: 'jahr' },
  },
  {
    facts: 'no optional text',
    spec: { otherFields: [{ name: 'jahr', required: false }] },
    ruling: ruled('accepted', 'R10'),
  },
];

describe('the ruling', () => {
  it.each(rows)(
    'on $facts is $ruling.outcome',
    ({ head, body = goodBody, authority = known, spec, ruling }) => {
      const facts = { head: { ...goodHead, ...head }, body };
      expect(rule(facts, { ...terms, ...spec } as Terms, authority)).toEqual(ruling);
    },
  );

  it('covers every outcome', () => {
    expect(new Set(rows.map(({ ruling }) => ruling.outcome))).toEqual(new Set(['accepted', ...refusals]));
  });

  it('leaves a valid head to the body', () => {
    expect(ruleOnHead(goodHead, terms, known)).toBeUndefined();
  });
});
