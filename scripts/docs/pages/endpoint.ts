import type { Contract } from '../../../spec/contract.ts';
import { documentPlace, member, members, type Place, placeAt } from '../../../spec/place.ts';
import { type FieldRow, fieldRows } from './schema.ts';

interface ResponseView {
  status: number;
  description: string;
  examples: {
    /** The anchor: the example's name, or the status. */
    id: string;
    summary: string;
    head: string;
    /** JSON; empty when the spec gives no body. */
    body: string;
    rule?: string;
  }[];
}

/** The endpoint as the spec describes it. */
export interface EndpointView {
  method: string;
  path: string;
  summary: string;
  description: string;
  clientId: { name: string; description: string };
  credential?: { header: string; value: string; description: string };
  mediaType: string;
  fields: FieldRow[];
  success: FieldRow[];
  responses: ResponseView[];
}

const textOf = (place: Place): string => (typeof place.value === 'string' ? place.value : '');

export function endpointView(contract: Contract): EndpointView {
  const { document, method, path, mediaType, credential, success } = contract;
  const item = member(member(documentPlace(document), 'paths'), path);
  const operation = member(item, method.toLowerCase());
  const content = member(member(member(operation, 'requestBody'), 'content'), mediaType);
  return {
    method,
    path,
    summary: textOf(member(operation, 'summary')),
    description: textOf(member(operation, 'description')),
    clientId: { name: contract.clientIdParameter, description: parameterText(item, operation) },
    ...(credential !== undefined && {
      credential: {
        header: credential.header,
        value: [credential.scheme, '<token>'].filter((each) => each !== undefined).join(' '),
        description: schemeText(document),
      },
    }),
    mediaType,
    fields: fieldRows(member(content, 'schema')),
    success: fieldRows(placeAt(document, success.schema)),
    responses: responseViews(contract, member(operation, 'responses')),
  };
}

function parameterText(item: Place, operation: Place): string {
  const parameters = [item, operation].flatMap((place) => members0(member(place, 'parameters')));
  return textOf(
    member(parameters.find((place) => member(place, 'in').value === 'path') ?? item, 'description'),
  );
}

const members0 = (list: Place): Place[] =>
  Array.isArray(list.value) ? list.value.map((_, index) => member(list, index)) : [];

function schemeText(document: Contract['document']): string {
  const schemes = members(member(member(documentPlace(document), 'components'), 'securitySchemes'));
  return schemes.map(([, scheme]) => textOf(member(scheme, 'description'))).find((text) => text !== '') ?? '';
}

function responseViews({ responses, method }: Contract, place: Place): ResponseView[] {
  const statuses = [...new Set(responses.map(({ status }) => status))].sort((a, b) => a - b);
  return statuses.map((status) => ({
    status,
    description: textOf(member(member(place, status), 'description')),
    examples: responses
      .filter((each) => each.status === status)
      .map(({ example, summary, mediaType, headers, body }) => {
        const lines = [
          ...(mediaType === undefined ? [] : [`Content-Type: ${mediaType}`]),
          ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        ];
        const rule = ruleOf(body);
        return {
          id: example ?? `${method.toLowerCase()}-${status}`,
          summary,
          head: [`HTTP/1.1 ${status}`, ...lines].join('\n'),
          body: body === undefined ? '' : JSON.stringify(body, null, 2),
          ...(rule !== undefined && { rule }),
        };
      }),
  }));
}

function ruleOf(body: unknown): string | undefined {
  const rule =
    typeof body === 'object' && body !== null && 'requirement' in body ? body.requirement : undefined;
  return typeof rule === 'string' ? rule : undefined;
}
