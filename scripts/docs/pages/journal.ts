import { documentPlace, items, member, members, type Place } from '../../../spec/place.ts';
import { type FieldRow, fieldRows, kindOf } from './schema.ts';

/** An operation of the mock's journal. */
interface OperationView {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: { name: string; place: string; kind: string; description: string }[];
  /** Each kind of request body. */
  bodies: { mediaType: string; kind: string; fields: FieldRow[] }[];
  responses: { status: string; description: string }[];
}

/** The journal's API. */
export interface JournalView {
  summary: string;
  description: string;
  base: string;
  operations: OperationView[];
  /** The members of an entry. */
  entry: FieldRow[];
}

const textOf = (place: Place): string => (typeof place.value === 'string' ? place.value : '');

const methods = ['get', 'post', 'put', 'delete'];

export function journalView(document: Readonly<Record<string, unknown>>): JournalView {
  const root = documentPlace(document);
  const info = member(root, 'info');
  const schemas = member(member(root, 'components'), 'schemas');
  return {
    summary: textOf(member(info, 'summary')),
    description: textOf(member(info, 'description')),
    base: textOf(member(member(member(root, 'servers'), 0), 'url')),
    operations: members(member(root, 'paths')).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = member(item, method);
        return operation.value === undefined ? [] : [operationView(path, method, item, operation)];
      }),
    ),
    entry: fieldRows(member(schemas, 'JournalEntry')),
  };
}

function operationView(path: string, method: string, item: Place, operation: Place): OperationView {
  const parameters = [...items(member(item, 'parameters')), ...items(member(operation, 'parameters'))];
  return {
    id: textOf(member(operation, 'operationId')),
    method: method.toUpperCase(),
    path,
    summary: textOf(member(operation, 'summary')),
    description: textOf(member(operation, 'description')),
    parameters: parameters.map((parameter) => ({
      name: textOf(member(parameter, 'name')),
      place: textOf(member(parameter, 'in')),
      kind: kindOf(member(parameter, 'schema')),
      description: textOf(member(parameter, 'description')),
    })),
    bodies: members(member(member(operation, 'requestBody'), 'content')).flatMap(([mediaType, content]) => {
      const schema = member(content, 'schema');
      const kinds = items(member(schema, 'oneOf'));
      return (kinds.length > 0 ? kinds : [schema]).map((each) => ({
        mediaType,
        kind: textOf(member(each, 'description')),
        fields: fieldRows(each),
      }));
    }),
    responses: members(member(operation, 'responses')).map(([status, response]) => ({
      status,
      description: textOf(member(response, 'description')),
    })),
  };
}
