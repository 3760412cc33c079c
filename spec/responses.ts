import { valueFor } from './form-fields.ts';
import {
  escapePointer,
  fail,
  isRecord,
  member,
  members,
  namesByRole,
  only,
  optionalText,
  type Place,
  text,
} from './place.ts';
import { type Refusal, refusals } from './rules.ts';

/** What a success shows. */
export interface Success {
  readonly status: number;
  readonly mediaType: string;
  /** A JSON pointer into the document that begins with `#`. */
  readonly schema: string;
  /** The names of the members that describe the upload. */
  readonly members: Readonly<Partial<Record<SuccessRole, string>>>;
  /** Where a success shows the document type; undefined when it does not. */
  readonly documentTypePointer?: string;
}

const successRoles = ['id', 'name', 'size', 'account', 'type'] as const;

export type SuccessRole = (typeof successRoles)[number];

/** The media type of error responses, and a JSON pointer to their schema that begins with `#`. */
export interface Problem {
  readonly mediaType: string;
  readonly schema: string;
}

/** A response that the spec documents: a status with one of its named examples. */
export interface DocumentedResponse {
  readonly status: number;
  /** The example's name; null when the status has none. */
  readonly example: string | null;
  readonly summary: string;
  readonly mediaType?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when the spec gives no example, or there is no content. */
  readonly body?: unknown;
}

function responsesOf(operation: Place): [status: number, response: Place][] {
  return members(member(operation, 'responses')).map(([status, response]) => {
    if (!/^[1-5]\d\d$/.test(status)) fail(response, `a response needs a status such as 400, not '${status}'`);
    return [Number(status), response];
  });
}

export function readSuccess(operation: Place): Success {
  const found = responsesOf(operation).filter(([status]) => status >= 200 && status <= 299);
  const [first] = found;
  if (first === undefined || found.length > 1)
    fail(member(operation, 'responses'), `expected one success response, found ${found.length}`);
  const [status, response] = first;
  const [mediaType, content] = only(member(response, 'content'), 'success media type');
  const schema = member(content, 'schema');
  const names = namesByRole(members(member(schema, 'properties')), successRoles);
  const type = names.get('type');
  return {
    status,
    mediaType,
    schema: `#${schema.target?.pointer ?? schema.pointer}`,
    members: Object.fromEntries(names),
    ...(type !== undefined && { documentTypePointer: `/${escapePointer(type)}` }),
  };
}

export function readProblem(operation: Place): Problem {
  const refused = responsesOf(operation).filter(([status]) => status >= 400);
  const kinds = new Map<string, Place>();
  for (const [, response] of refused)
    for (const [mediaType, content] of members(member(response, 'content')))
      kinds.set(mediaType, member(content, 'schema'));
  const [first] = kinds;
  if (first === undefined || kinds.size > 1)
    fail(
      member(operation, 'responses'),
      `expected one media type of refusals, found ${[...kinds.keys()].join(', ') || 'none'}`,
    );
  const [mediaType, schema] = first;
  return { mediaType, schema: `#${schema.target?.pointer ?? schema.pointer}` };
}

export function readResponses(operation: Place): DocumentedResponse[] {
  return responsesOf(operation).flatMap(([status, response]) => {
    const headers = Object.fromEntries(
      members(member(response, 'headers')).map(([name, header]) => [name, valueFor(headerSchema(header))]),
    );
    const summary = text(member(response, 'description'), 'the description of a response');
    const contents = contentsOf(response);
    const named = contents.flatMap(([mediaType, content]) =>
      members(member(content, 'examples')).map(
        ([example, place]): DocumentedResponse => ({
          status,
          example,
          summary: optionalText(member(place, 'summary'), 'the summary of an example') ?? example,
          mediaType,
          headers,
          body: member(place, 'value').value,
        }),
      ),
    );
    if (named.length > 0) return named;
    const [mediaType, content] = contents[0] ?? [];
    const body = content && member(content, 'example').value;
    return [
      {
        status,
        example: null,
        summary,
        ...(mediaType !== undefined && { mediaType }),
        headers,
        ...(body !== undefined && { body }),
      },
    ];
  });
}

/**
 * Sets the status in examples of problem details to the one that they are listed under (RFC 9457, section 3.1.2). A
 * response then moves to another status by its key alone. Changes the document.
 */
export function alignStatuses(operation: Place): void {
  for (const [status, response] of responsesOf(operation))
    for (const [, content] of contentsOf(response))
      for (const [, example] of members(member(content, 'examples'))) {
        const { value } = member(example, 'value');
        if (isRecord(value) && typeof value.status === 'number') value.status = status;
      }
}

/** RFC 6838, section 4.2: names of media types. */
const mediaTypeName = /^[a-z0-9][\w!#$&^.+-]*\/[\w!#$&^.+*-]+$/i;

function contentsOf(response: Place): [mediaType: string, content: Place][] {
  const contents = members(member(response, 'content'));
  for (const [name, content] of contents)
    if (!mediaTypeName.test(name)) fail(content, `'${name}' is not a media type`);
  return contents;
}

/** A header's example is next to its schema (OpenAPI 3.1, section 4.8.21). */
const headerSchema = (header: Place): Place =>
  member(header, 'example').value === undefined ? member(header, 'schema') : header;

/** When no example has a rejection's name, the first of these statuses that the spec documents counts. */
const usualStatuses: Record<Refusal, readonly number[]> = {
  methodNotAllowed: [405],
  missingToken: [401, 403],
  invalidToken: [401, 403],
  unknownClient: [403, 404],
  notMultipart: [415, 400],
  malformed: [400, 422],
  twoFiles: [400, 422],
  tooLarge: [413, 400],
  missingFile: [400, 422],
  missingAccountId: [400, 422],
  missingField: [400, 422],
  unknownType: [400, 422],
  foreignAccount: [403, 404],
};

/** The status that the spec documents for each rejection: the one whose example has its name. */
export function refusalStatuses(
  operation: Place,
  responses: readonly DocumentedResponse[],
): Readonly<Record<Refusal, number>> {
  const statusOf = (refusal: Refusal): number => {
    const named = responses.find(({ example }) => example === refusal)?.status;
    const usual = usualStatuses[refusal].find((status) => responses.some((each) => each.status === status));
    const status = named ?? usual;
    if (status !== undefined) return status;
    const remedy = `name an example of it ${refusal}, or document ${usualStatuses[refusal].join(' or ')}`;
    return fail(member(operation, 'responses'), `no response is documented for ${refusal}: ${remedy}`);
  };
  return Object.fromEntries(refusals.map((refusal) => [refusal, statusOf(refusal)])) as Record<
    Refusal,
    number
  >;
}
