import type { DocumentTypeShown } from '../case.ts';
import type { JudgedContract } from './facts.ts';

/** What a check looks at, with the values it needs. */
export type CheckQuestion =
  | { kind: 'accepted' }
  | { kind: 'refused'; statuses: StatusClass }
  | { kind: 'prompt' }
  | { kind: 'not-accepted' }
  /** `orAccepted`: another check judges an accepted upload, or the contract leaves it open. */
  | { kind: 'documented-status'; status: number; orAccepted: boolean }
  | { kind: 'problem-details' }
  | { kind: 'document-type'; shown: DocumentTypeShown }
  | { kind: 'recognised-type-only' }
  | { kind: 'success-body' }
  | { kind: 'bytes-kept' }
  | { kind: 'nothing-leaked' }
  | { kind: 'answered' }
  | { kind: 'as-control'; orRefused?: true }
  | { kind: 'same-response'; times: number }
  | { kind: 'own-ids' };

export type CheckKind = CheckQuestion['kind'];

/** The statuses that a rule accepts for a rejection. */
export type StatusClass = { from: number; to: number } | { oneOf: readonly number[] };

/** What a check expects, in a few words. */
export function describeQuestion(question: CheckQuestion, contract: JudgedContract): string {
  switch (question.kind) {
    case 'accepted':
      return 'accepted with 2xx';
    case 'refused':
      return `rejected with ${describeStatuses(question.statuses)}`;
    case 'prompt':
      return 'rejected promptly';
    case 'not-accepted':
      return 'not accepted';
    case 'documented-status':
      return `status ${question.status}`;
    case 'problem-details':
      return `a body of ${contract.problem.mediaType}`;
    case 'document-type':
      return describeType(question.shown);
    case 'recognised-type-only':
      return `no type but ${contract.recognisedDocumentTypes.join(', ')}`;
    case 'success-body':
      return `${contract.success.status} with a JSON object that matches the spec`;
    case 'bytes-kept':
      return 'the size in bytes that was sent';
    case 'nothing-leaked':
      return 'neither the token nor a stack trace';
    case 'answered':
      return 'a status below 500, without a retry';
    case 'as-control':
      return 'the response that the same request gets when sent alone';
    case 'same-response':
      return 'the same response each time';
    case 'own-ids':
      return 'an identifier of its own for each file';
  }
}

function describeStatuses(statuses: StatusClass): string {
  if ('oneOf' in statuses) return statuses.oneOf.join(' or ');
  return statuses.to === 599 ? '4xx or 5xx' : '4xx';
}

function describeType(shown: DocumentTypeShown): string {
  return shown === 'unset' ? 'no document type' : `the document type ${shown.value}`;
}
