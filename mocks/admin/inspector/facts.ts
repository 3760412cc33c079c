import type { Contract } from '../../../spec/contract.ts';

/** A response that the spec documents, by the name of its example; null when the status has none. */
interface DocumentedResponse {
  status: number;
  example: string | null;
  /** What the spec calls it. */
  summary: string;
}

/** A text field of the form, and its value in a first upload; none when it is optional. */
interface TextField {
  name: string;
  first?: string;
  known?: readonly string[];
}

type Told = 'method' | 'path' | 'clientIdParameter' | 'fields' | 'recognisedDocumentTypes' | 'typeIsClosed';

/** What the page needs of the contract, embedded into the HTML as data. */
export interface PageFacts extends Pick<Contract, Told> {
  /** The prefix of every path. */
  basePath: string;
  /** The header that carries the token, and a sample token in its form; undefined when none is required. */
  credential?: { header: string; sample: string };
  /** In display order. */
  texts: readonly TextField[];
  responses: readonly DocumentedResponse[];
  /** The status of the response to each outcome. */
  statuses: Readonly<Record<string, number>>;
  /** The rules at level MUST. */
  musts: readonly string[];
  /** The reference site, if known. */
  docsUrl?: string;
}

export function pageFacts(contract: Contract, basePath: string, docsUrl?: string): PageFacts {
  const { method, path, clientIdParameter, credential, fields, recognisedDocumentTypes } = contract;
  const { typeIsClosed, refusals, success, requirements, responses } = contract;
  return {
    basePath,
    method,
    path: basePath + path,
    clientIdParameter,
    fields,
    recognisedDocumentTypes,
    typeIsClosed,
    ...(credential !== undefined && {
      credential: {
        header: credential.header,
        sample: [credential.scheme, 'my-token'].filter((each) => each !== undefined).join(' '),
      },
    }),
    texts: textFields(contract),
    responses: responses.map(({ status, example, summary }) => ({ status, example, summary })),
    statuses: { accepted: success.status, ...refusals },
    musts: requirements.filter(({ level }) => level === 'MUST').map(({ id }) => id),
    ...(docsUrl !== undefined && { docsUrl }),
  };
}

function textFields({ fields, recognisedDocumentTypes, typeIsRequired, otherFields }: Contract): TextField[] {
  const [known = ''] = recognisedDocumentTypes;
  const { account, type } = fields;
  return [
    ...(account === undefined ? [] : [{ name: account, first: 'my-account' }]),
    ...(type === undefined
      ? []
      : [{ name: type, ...(typeIsRequired && { first: known }), known: recognisedDocumentTypes }]),
    ...otherFields.map(({ name, required, value }) => ({ name, ...(required && { first: value }) })),
  ];
}
