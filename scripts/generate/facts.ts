import { refusals } from '../../spec/rules.ts';
import type { MediaType, Operation, PathItem, RequirementRecord, Schema, SpecDocument } from './document.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads from the document what code needs to know. Fields are found by their `x-role`, so that their names are free.
 *
 * @throws Error naming what is missing, when the document does not describe one upload.
 */
export function readFacts(document: SpecDocument, requirements: RequirementRecord[]) {
  const { path, item, method, operation } = onlyOperation(document);
  const [mediaType, body] = only(Object.entries(operation.requestBody.content), 'request media type');
  const upload = resolve(document, body.schema);
  const [successStatus, success] = only(
    Object.entries(operation.responses).filter(([status]) => status.startsWith('2')),
    'success response',
  );
  const [successMediaType, successContent] = only(
    Object.entries(success.content ?? {}),
    'success media type',
  );
  const members = namesByRole(resolve(document, successContent.schema));
  const fields = namesByRole(upload);
  const field = required(fields, 'request');
  const member = required(members, 'success');

  return {
    title: document.info.title,
    version: document.info.version,
    operationId: operation.operationId,
    method: method.toUpperCase(),
    path,
    clientIdParameter: pathParameter(item, operation),
    authorizationHeader: apiKeyHeader(document),
    mediaType,
    fields: { account: field('account'), content: field('content'), type: field('type') },
    recognisedDocumentTypes: enumOf(document, upload.properties?.[field('type')] ?? {}),
    guaranteedFileSize: operation['x-limits']?.guaranteedFileSize ?? 0,
    success: {
      status: Number(successStatus),
      mediaType: successMediaType,
      schema: successContent.schema.$ref ?? '',
      members: {
        id: member('id'),
        name: member('name'),
        size: member('size'),
        account: member('account'),
        type: member('type'),
      },
      documentTypePointer: `/${escapePointer(member('type'))}`,
    },
    refusals: refusalStatuses(operation),
    problem: problemFacts(operation),
    documentedStatuses: Object.keys(operation.responses).map(Number),
    responseHeaders: headerNames(operation),
    requirements,
  };
}

export type ContractFacts = ReturnType<typeof readFacts>;

function only<T>(items: T[], what: string): T {
  const [first, second] = items;
  if (first === undefined || second !== undefined) {
    throw new Error(`spec/openapi.yaml: expected one ${what}, found ${items.length}`);
  }
  return first;
}

function onlyOperation(document: SpecDocument) {
  const found = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.filter((method) => method in item).map((method) => ({ path, item, method })),
  );
  const { path, item, method } = only(found, 'operation');
  return { path, item, method, operation: item[method] as Operation };
}

/** Follows local references, keeping what stands beside them. */
export function resolve(document: SpecDocument, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.replace('#/components/schemas/', '');
  const target = document.components.schemas[name];
  if (target === undefined) throw new Error(`spec/openapi.yaml: ${schema.$ref} leads nowhere`);
  const { $ref: _, ...beside } = schema;
  return { ...resolve(document, target), ...beside };
}

function namesByRole(schema: Schema): Map<string, string> {
  const entries = Object.entries(schema.properties ?? {});
  return new Map(entries.map(([name, property]) => [property['x-role'] ?? name, name]));
}

function required(names: Map<string, string>, where: string) {
  return (role: string): string => {
    const name = names.get(role);
    if (name === undefined) throw new Error(`spec/openapi.yaml: no ${where} property has x-role: ${role}`);
    return name;
  };
}

function enumOf(document: SpecDocument, schema: Schema): string[] {
  const resolved = resolve(document, schema);
  return [...(resolved.enum ?? []), ...(resolved.anyOf ?? []).flatMap((member) => enumOf(document, member))];
}

function pathParameter(item: PathItem, operation: Operation): string {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  return only(inPath, 'path parameter').name;
}

function apiKeyHeader(document: SpecDocument): string {
  const schemes = Object.values(document.components.securitySchemes);
  const inHeader = schemes.filter((scheme) => scheme.type === 'apiKey' && scheme.in === 'header');
  return only(inHeader, 'apiKey in a header').name ?? '';
}

function examplesByStatus(operation: Operation): [string, MediaType][] {
  return Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.values(response.content ?? {}).map((content): [string, MediaType] => [status, content]),
  );
}

/** The status that the spec documents for each refusal: the one under which the example of that name stands. */
function refusalStatuses(operation: Operation): Record<string, number> {
  const byExample = new Map(
    examplesByStatus(operation).flatMap(([status, content]) =>
      Object.keys(content.examples ?? {}).map((name) => [name, Number(status)] as const),
    ),
  );
  return Object.fromEntries(
    refusals.map((refusal) => {
      const status = byExample.get(refusal);
      if (status === undefined)
        throw new Error(`spec/openapi.yaml: no response has an example named ${refusal}`);
      return [refusal, status];
    }),
  );
}

function problemFacts(operation: Operation): { mediaType: string; schema: string } {
  const refused = Object.entries(operation.responses).filter(([status]) => status.startsWith('4'));
  const contents = refused.flatMap(([, response]) => Object.entries(response.content ?? {}));
  const kinds = new Map(contents.map(([mediaType, content]) => [mediaType, content.schema.$ref ?? '']));
  const [mediaType, schema] = only([...kinds], 'media type of refusals');
  return { mediaType, schema };
}

/** What responses carry besides the headers that every page of another origin may read. */
function headerNames({ responses }: Operation): string[] {
  return [...new Set(Object.values(responses).flatMap(({ headers = {} }) => Object.keys(headers)))].sort();
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
