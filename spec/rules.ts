/**
 * What OpenAPI cannot say: the ruling on an upload. Pure, and independent of the spec's names. Field names and
 * recognised types are parameters, so they can be renamed in `openapi.yaml` alone.
 */

/** Every reason for a rejection, in the order in which the reference contract checks them. */
export const refusals = [
  'methodNotAllowed',
  'missingToken',
  'invalidToken',
  'unknownClient',
  'notMultipart',
  'malformed',
  'twoFiles',
  'tooLarge',
  'missingFile',
  'missingAccountId',
  'missingField',
  'unknownType',
  'foreignAccount',
] as const;

export type Refusal = (typeof refusals)[number];

/** The spec has one named example for each outcome. */
export type Outcome = 'accepted' | Refusal;

/** What a ruling needs of the contract. */
export interface Terms {
  method: string;
  mediaType: string;
  /** Undefined when no token is required. */
  credential?: { header: string; scheme?: string };
  fields: { account?: string; content: string; type?: string };
  recognisedDocumentTypes: readonly string[];
  typeIsClosed: boolean;
  typeIsRequired: boolean;
  otherFields: readonly { name: string; required: boolean }[];
}

/** Who may upload. A list that is left out admits every value that is not empty. */
export interface Authority {
  tokens?: readonly string[];
  accountIds?: readonly string[];
  clientIds?: readonly string[];
}

/** What is known after the head of the request. */
export interface HeadFacts {
  method: string;
  clientId: string;
  /** The raw value of the header that carries the token; undefined when there is none. */
  authorization: string | undefined;
  /** The media type, without parameters, in lower case; undefined when there is none. */
  mediaType: string | undefined;
}

/**
 * A part of the body. A file part has a file name that is not empty (RFC 7578, section 4.2), and a SHA-256 if one is
 * needed.
 */
export type PartFacts =
  | { kind: 'field'; name: string; value: string }
  | { kind: 'file'; name: string; fileName: string; mediaType: string; size: number; sha256?: string };

/** What is known after the body. Sizes are in bytes. */
export interface BodyFacts {
  /** The body was read up to its closing delimiter, and every part was well-formed. */
  complete: boolean;
  /** A limit of the deployment was exceeded; `parts` has those read until then. */
  tooLarge: boolean;
  parts: readonly PartFacts[];
  /** Why the body is not complete, if known: there is no boundary, or its lines end in LF alone. */
  fault?: 'noBoundary' | 'lineFeeds';
}

export interface UploadFacts {
  head: HeadFacts;
  body: BodyFacts;
}

/** The outcome of an upload, and the rule of the contract behind it. */
export interface Ruling {
  outcome: Outcome;
  requirement: string;
  /** The value to set; undefined when no type is set. */
  documentType?: string;
  /** The missing field, for the outcome `missingField`. */
  field?: string;
}

/** The rule behind each rejection. */
export const citations: Readonly<Record<Refusal, string>> = {
  methodNotAllowed: 'R13',
  missingToken: 'R2',
  invalidToken: 'R2',
  unknownClient: 'R3',
  notMultipart: 'R4',
  malformed: 'R18',
  twoFiles: 'R7',
  tooLarge: 'R13',
  missingFile: 'R6',
  missingAccountId: 'R5',
  missingField: 'R13',
  unknownType: 'R13',
  foreignAccount: 'R11',
};

const refuse = (outcome: Refusal): Ruling => ({ outcome, requirement: citations[outcome] });

const admits = (list: readonly string[] | undefined, value: string): boolean =>
  value !== '' && (list === undefined || list.includes(value));

/** A scheme before a raw token is the most common mistake. Where any token is valid, it is still rejected (R2). */
const hasScheme = (authorization: string): boolean => /^(bearer|basic|token|apikey)\s/i.test(authorization);

/** The token after its scheme, in any letter case (RFC 9110, section 11.1); undefined when the scheme is missing. */
function behindScheme(authorization: string, scheme: string): string | undefined {
  const [, given, token] = /^(\S+) +(.+)$/.exec(authorization) ?? [];
  return given?.toLowerCase() === scheme.toLowerCase() ? token : undefined;
}

function refuseToken(authorization: string | undefined, { credential }: Terms, { tokens }: Authority) {
  if (credential === undefined) return undefined;
  if (authorization === undefined || authorization === '') return refuse('missingToken');
  const { scheme } = credential;
  const token = scheme === undefined ? authorization : behindScheme(authorization, scheme);
  if (token === undefined || !admits(tokens, token)) return refuse('invalidToken');
  return scheme === undefined && tokens === undefined && hasScheme(token)
    ? refuse('invalidToken')
    : undefined;
}

/**
 * Rules on the head alone, so that a rejection need not wait for the body.
 *
 * @returns the rejection, or undefined when the body decides.
 */
export function ruleOnHead(head: HeadFacts, terms: Terms, authority: Authority): Ruling | undefined {
  if (head.method !== terms.method) return refuse('methodNotAllowed');
  const refusal = refuseToken(head.authorization, terms, authority);
  if (refusal !== undefined) return refusal;
  if (!admits(authority.clientIds, head.clientId)) return refuse('unknownClient');
  if (head.mediaType !== terms.mediaType) return refuse('notMultipart');
  return undefined;
}

/** Rules on the body of an upload whose head was valid. Counts files before it looks up fields by name. */
export function ruleOnBody(body: BodyFacts, terms: Terms, authority: Authority): Ruling {
  const { account, content } = terms.fields;
  const files = body.parts.filter((part) => part.kind === 'file');

  if (!body.complete && !body.tooLarge) return refuse('malformed');
  // A second file counts even when reading stopped at a limit (R7: however many they are).
  if (files.length > 1) return refuse('twoFiles');
  if (body.tooLarge) return refuse('tooLarge');
  if (files[0]?.name !== content) return refuse('missingFile');
  const accountId = account === undefined ? undefined : textOf(body, account);
  if (account !== undefined && !accountId) return refuse('missingAccountId');
  const refusal = refuseTexts(body, terms);
  if (refusal !== undefined) return refusal;
  if (accountId !== undefined && !admits(authority.accountIds, accountId)) return refuse('foreignAccount');
  return accept(body, terms);
}

/** Checks the other texts against the spec: required ones are present, and a closed list is kept. */
function refuseTexts(body: BodyFacts, terms: Terms): Ruling | undefined {
  const { type } = terms.fields;
  const required = terms.otherFields.filter((field) => field.required).map(({ name }) => name);
  if (type !== undefined && terms.typeIsRequired) required.push(type);
  const missing = required.find((name) => textOf(body, name) === undefined);
  if (missing !== undefined) return { ...refuse('missingField'), field: missing };
  const documentType = type === undefined ? undefined : textOf(body, type);
  const isUnknown = documentType !== undefined && !terms.recognisedDocumentTypes.includes(documentType);
  return terms.typeIsClosed && isUnknown ? refuse('unknownType') : undefined;
}

/** The text of a form field, and of nothing else (R21); the first of several fields with that name counts. */
function textOf(body: BodyFacts, name: string): string | undefined {
  const field = body.parts.find((part) => part.kind === 'field' && part.name === name);
  return field?.kind === 'field' ? field.value : undefined;
}

/** R8, R9, R10 and R16: every type is accepted, and set when it equals one of the recognised values. */
function accept(body: BodyFacts, { fields: { type }, recognisedDocumentTypes }: Terms): Ruling {
  if (type === undefined) return { outcome: 'accepted', requirement: 'R1' };
  const documentType = textOf(body, type);
  if (documentType === undefined) return { outcome: 'accepted', requirement: 'R10' };
  return recognisedDocumentTypes.includes(documentType)
    ? { outcome: 'accepted', requirement: 'R8', documentType }
    : { outcome: 'accepted', requirement: 'R9' };
}

/** Rules on a complete upload (R1 to R16, and R21). */
export function rule(facts: UploadFacts, terms: Terms, authority: Authority): Ruling {
  return ruleOnHead(facts.head, terms, authority) ?? ruleOnBody(facts.body, terms, authority);
}
