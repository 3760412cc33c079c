import type { Contract } from '../../spec/contract.ts';
import { placeAt } from '../../spec/place.ts';
import type { DocumentedResponse } from '../../spec/responses.ts';
import {
  type BodyFacts,
  citations,
  type HeadFacts,
  type Outcome,
  type Refusal,
  type Ruling,
  refusals,
} from '../../spec/rules.ts';
import { specifier } from './detail.ts';
import { refusalBodies, sampleOf } from './made-up.ts';
import { isJson, isMade, type NamedResponse, type RenderedResponse } from './rendered.ts';
import { successFiller, withEveryMember } from './success.ts';

/** The responses of one contract. Everything independent of the request is made once. */
export interface RulingResponses {
  documented: readonly NamedResponse[];
  /** The response to an upload, with a detail that describes this request. */
  to(head: HeadFacts, body: BodyFacts | undefined, ruling: Ruling): NamedResponse;
  isSuccess(response: RenderedResponse): boolean;
  /** Adds the values of the request to a success. */
  fill(success: RenderedResponse, body: BodyFacts, ruling: Ruling, id: string): RenderedResponse;
}

export function rulingResponses(contract: Contract): RulingResponses {
  const documented = contract.responses.map((each) => rendered(each, contract));
  const byOutcome = new Map<Outcome, NamedResponse>([
    ['accepted', successOf(documented, contract)],
    ...refusals.map((refusal): [Outcome, NamedResponse] => [
      refusal,
      refusalOf(refusal, documented, contract),
    ]),
  ]);
  const specify = specifier(contract);
  return {
    documented,
    to(head, body, ruling) {
      const response = byOutcome.get(ruling.outcome);
      if (response === undefined) throw new Error(`There is no response to ${ruling.outcome}`);
      return body === undefined || ruling.outcome === 'accepted'
        ? response
        : specify(response, head, body, ruling);
    },
    isSuccess: ({ status }) => status === contract.success.status,
    fill: successFiller(contract),
  };
}

/**
 * Headers that describe a message as sent, regardless of the document (OpenAPI 3.1, section 4.8.17; RFC 9110, section
 * 6.4).
 */
const ofMessage = /^(content-(type|length)|transfer-encoding|connection)$/i;

/** Adds the media type to a response, and content when the document has no example of it. */
function rendered(response: DocumentedResponse, { document, success, problem }: Contract): NamedResponse {
  const { example, status, mediaType, body } = response;
  const headers = Object.fromEntries(
    Object.entries(response.headers).filter(([name]) => !ofMessage.test(name)),
  );
  if (mediaType === undefined) return { example, status, headers, body };
  const { schema } = status === success.status ? success : problem;
  const content = body ?? (isJson(mediaType) ? sampleOf(placeAt(document, schema)) : undefined);
  return { example, status, headers: { ...headers, 'Content-type': mediaType }, body: content };
}

function successOf(documented: readonly NamedResponse[], { success }: Contract): NamedResponse {
  const all = documented.filter(({ status }) => status === success.status);
  const response = all.find(({ example }) => example === 'accepted') ?? all[0];
  if (response === undefined) throw new Error(`The contract documents no response ${success.status}`);
  return { ...response, body: withEveryMember(response.body, success) };
}

/**
 * The example with the rejection's name, or the only one of its status. Otherwise one is generated: several examples, or
 * one named after another rejection, say something else.
 */
function refusalOf(
  refusal: Refusal,
  documented: readonly NamedResponse[],
  contract: Contract,
): NamedResponse {
  const status = contract.refusals[refusal];
  const named = documented.find(({ example }) => example === refusal);
  if (named !== undefined) return named;
  const all = contract.responses.filter((each) => each.status === status);
  const [first] = all;
  if (first === undefined) throw new Error(`The contract documents no response ${status}`);
  const response = rendered(first, contract);
  const isGeneral = all.length === 1 && !refusals.some((name) => name === first.example);
  if ((isGeneral && first.body !== undefined) || first.mediaType === undefined || !isMade(first.mediaType))
    return response;
  const { title, detail } = words[refusal];
  const kind = refusal.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const said = { kind, title, status, detail: detail(contract), requirement: citations[refusal] };
  return { ...response, example: null, body: refusalBodies(contract)(said) };
}

/** Texts for documents that give none of their own. */
const words: Record<Refusal, { title: string; detail: (contract: Contract) => string }> = {
  methodNotAllowed: {
    title: 'Method not allowed',
    detail: ({ method }) => `Uploads are sent with ${method}.`,
  },
  missingToken: { title: 'No token', detail: ({ credential }) => sendToken(credential) },
  invalidToken: {
    title: 'Token not valid',
    detail: ({ credential }) => `The token is not valid. ${sendToken(credential)}`,
  },
  unknownClient: {
    title: 'Client not authorised',
    detail: () => 'The token is not authorised for this client.',
  },
  notMultipart: { title: 'Not multipart', detail: ({ mediaType }) => `Send the body as ${mediaType}.` },
  malformed: { title: 'Malformed body', detail: ({ mediaType }) => `The body is not complete ${mediaType}.` },
  twoFiles: { title: 'More than one file', detail: () => 'Send exactly one file in a request.' },
  tooLarge: { title: 'Too large', detail: () => 'The upload is larger than this deployment accepts.' },
  missingFile: {
    title: 'No file',
    detail: ({ fields }) => `The request has no file part. Send one in the field "${fields.content}".`,
  },
  missingAccountId: {
    title: 'No account',
    detail: ({ fields }) => `The field "${fields.account}" is missing or empty.`,
  },
  missingField: { title: 'A field is missing', detail: () => 'A required field is missing.' },
  unknownType: {
    title: 'Type not known',
    detail: ({ fields, recognisedDocumentTypes: types }) =>
      `The field "${fields.type}" is not one of ${types.join(', ')}.`,
  },
  foreignAccount: {
    title: 'Account not authorised',
    detail: () => 'The token is not authorised for this account.',
  },
};

const sendToken = (credential: Contract['credential']): string =>
  credential?.scheme === undefined
    ? `Send the raw token in the header ${credential?.header}.`
    : `Send it in the header ${credential.header}, with the scheme ${credential.scheme}.`;
