import type { Contract } from '../../spec/contract.ts';
import { isRecord } from '../../spec/place.ts';
import type { BodyFacts, HeadFacts, Ruling } from '../../spec/rules.ts';
import { tokenForms } from '../admin/mask.ts';
import type { NamedResponse } from './rendered.ts';
import { shown } from './shown.ts';

type Specify = (refusal: NamedResponse, head: HeadFacts, body: BodyFacts, ruling: Ruling) => NamedResponse;

/**
 * Builds the function that makes the detail of a rejection describe this request, when more is known than the spec can
 * say.
 */
export function specifier(contract: Contract): Specify {
  return (refusal, head, body, ruling) => {
    const detail = detailOf(contract, head, body, ruling);
    if (detail === undefined || !isRecord(refusal.body)) return refusal;
    const member = 'detail' in refusal.body || !('message' in refusal.body) ? 'detail' : 'message';
    return { ...refusal, body: { ...refusal.body, [member]: detail } };
  };
}

function detailOf(contract: Contract, head: HeadFacts, body: BodyFacts, ruling: Ruling): string | undefined {
  const { fields, recognisedDocumentTypes } = contract;
  const { parts, fault } = body;
  if (ruling.outcome === 'malformed') return fault && faults[fault];
  if (ruling.outcome === 'missingField') return `The field "${ruling.field}" is missing.`;
  if (ruling.outcome === 'missingFile') {
    const file = parts.find((part) => part.kind === 'file');
    return file && detailOfMisplaced(file.name, fields.content, head);
  }
  if (ruling.outcome !== 'unknownType') return undefined;
  const type = parts.find((part) => part.kind === 'field' && part.name === fields.type);
  const value =
    type?.kind === 'field' && !showsToken(type.value, head) ? `"${shown(type.value)}"` : 'the value';
  return `The field "${fields.type}": ${value} is not one of ${recognisedDocumentTypes.join(', ')}.`;
}

function detailOfMisplaced(name: string, content: string, head: HeadFacts): string {
  const belongs = `It belongs in the field "${content}".`;
  if (name === '') return `The file is in a field without a name. ${belongs}`;
  const field = showsToken(name, head) ? 'another field' : `the field "${shown(name)}"`;
  return `The file is in ${field}. ${belongs}`;
}

/** A client may send its token here by mistake (R19). */
const showsToken = (text: string, { authorization }: HeadFacts): boolean =>
  authorization !== undefined && tokenForms(authorization).some((form) => form !== '' && text.includes(form));

const faults: Record<NonNullable<BodyFacts['fault']>, string> = {
  noBoundary: 'The Content-Type has no boundary of 1 to 70 characters. Let the HTTP library set the header.',
  lineFeeds:
    'The lines of the body end in LF alone. Delimiters and part headers end in CR LF (RFC 2046, section 5.1.1).',
};
