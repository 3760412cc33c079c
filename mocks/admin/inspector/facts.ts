import type { Contract } from '../../../spec/contract.ts';

/** A response that the spec documents, by the name of its example; null where the status has none. */
interface DocumentedAnswer {
  status: number;
  example: string | null;
  /** What the spec calls it. */
  summary: string;
}

/** What the page says of the contract. It is put into the HTML as data. */
export interface PageFacts
  extends Pick<
    Contract,
    | 'title'
    | 'method'
    | 'path'
    | 'clientIdParameter'
    | 'credential'
    | 'mediaType'
    | 'fields'
    | 'recognisedDocumentTypes'
    | 'typeIsClosed'
    | 'typeIsRequired'
    | 'otherFields'
  > {
  answers: readonly DocumentedAnswer[];
  /** The status that each outcome of a ruling is answered with. */
  statuses: Readonly<Record<string, number>>;
  levels: Readonly<Record<string, string>>;
}

export function pageFacts(contract: Contract): PageFacts {
  const { title, method, path, clientIdParameter, credential, mediaType, fields } = contract;
  const { recognisedDocumentTypes, typeIsClosed, typeIsRequired, otherFields } = contract;
  const { refusals, success, requirements, responses } = contract;
  return {
    title,
    method,
    path,
    clientIdParameter,
    ...(credential !== undefined && { credential }),
    mediaType,
    fields,
    recognisedDocumentTypes,
    typeIsClosed,
    typeIsRequired,
    otherFields,
    answers: responses.map(({ status, example, summary }) => ({ status, example, summary })),
    statuses: { accepted: success.status, ...refusals },
    levels: Object.fromEntries(requirements.map(({ id, level }) => [id, level])),
  };
}
