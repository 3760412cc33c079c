import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '../../../generated/contract.ts';

/** An answer that the spec documents, by the name of its example. */
interface DocumentedAnswer {
  status: number;
  example: string;
  /** What the spec calls it. */
  summary: string;
}

/** What the page says of the contract. It is put into the HTML as data. */
export interface PageFacts {
  title: string;
  method: string;
  path: string;
  clientIdParameter: string;
  authorizationHeader: string;
  mediaType: string;
  fields: { account: string; content: string; type: string };
  recognisedDocumentTypes: readonly string[];
  answers: readonly DocumentedAnswer[];
  /** The status that each outcome of a ruling is answered with. */
  statuses: Readonly<Record<string, number>>;
  levels: Readonly<Record<string, string>>;
}

export function pageFacts(): PageFacts {
  const { title, method, path, clientIdParameter, credential, mediaType, fields } = contract;
  const { recognisedDocumentTypes, refusals, success, requirements } = contract;
  return {
    title,
    method,
    path,
    clientIdParameter,
    authorizationHeader: credential.header,
    mediaType,
    fields,
    recognisedDocumentTypes,
    answers: documentedAnswers(),
    statuses: { accepted: success.status, ...refusals },
    levels: Object.fromEntries(requirements.map(({ id, level }) => [id, level])),
  };
}

interface Responses {
  [status: string]: { content?: Record<string, { examples?: Record<string, { summary?: string }> }> };
}

function documentedAnswers(): DocumentedAnswer[] {
  const document = JSON.parse(readFileSync(openapiPath, 'utf8'));
  const responses: Responses = document.paths[contract.path][contract.method.toLowerCase()].responses;
  return Object.entries(responses).flatMap(([status, { content = {} }]) =>
    Object.values(content).flatMap(({ examples = {} }) =>
      Object.entries(examples).map(([example, { summary = example }]) => ({
        status: Number(status),
        example,
        summary,
      })),
    ),
  );
}

const openapiPath = join(import.meta.dirname, '..', '..', '..', 'generated', 'openapi.json');
