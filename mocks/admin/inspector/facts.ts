import type { Contract } from '../../../spec/contract.ts';

/** A response that the spec documents, by the name of its example; null where the status has none. */
interface DocumentedResponse {
  status: number;
  example: string | null;
  /** What the spec calls it. */
  summary: string;
}

/** A text field of the form, and what a first upload sends in it; nothing where it can be left out. */
interface TextField {
  name: string;
  first?: string;
  known?: readonly string[];
}

type Told = 'method' | 'path' | 'clientIdParameter' | 'fields' | 'recognisedDocumentTypes' | 'typeIsClosed';

/** What the page says of the contract. It is put into the HTML as data. */
export interface PageFacts extends Pick<Contract, Told> {
  /** What the path begins with. */
  basePath: string;
  /** The header that a token is sent in, and a token as it wants it; undefined where none is asked for. */
  credential?: { header: string; sample: string };
  /** In the order in which they are shown. */
  texts: readonly TextField[];
  responses: readonly DocumentedResponse[];
  /** The status that each outcome of a ruling is answered with. */
  statuses: Readonly<Record<string, number>>;
  /** The rules at level MUST. */
  musts: readonly string[];
}

export function pageFacts(contract: Contract, basePath: string): PageFacts {
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
