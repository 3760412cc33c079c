import type { Contract } from '../../spec/contract.ts';
import { isRecord, items, member, type Place, placeAt } from '../../spec/place.ts';
import type { BodyFacts, Ruling } from '../../spec/rules.ts';
import type { RenderedResponse } from './rendered.ts';

type Fill = (success: RenderedResponse, body: BodyFacts, ruling: Ruling, id: string) => RenderedResponse;

/**
 * Builds the function that adds the values of the request to a success: the file's name and size, the account, and the
 * type if one is set.
 */
export function successFiller({ success: { members, schema }, fields, document }: Contract): Fill {
  const place = placeAt(document, schema);
  const idOf = idMaker(
    members.id === undefined ? undefined : member(member(place, 'properties'), members.id),
  );
  const needsType = items(member(place, 'required')).some(({ value }) => value === members.type);
  return (success, body, ruling, id) => {
    if (!isRecord(success.body)) return success;
    const stored = { ...success.body };
    const set = (name: string | undefined, value: unknown): void => {
      if (name !== undefined && value !== undefined) stored[name] = value;
    };
    set(members.id, idOf(id));
    const file = body.parts.find((part) => part.kind === 'file');
    if (file?.kind === 'file') {
      set(members.name, file.fileName);
      set(members.size, file.size);
    }
    const account = body.parts.find((part) => part.kind === 'field' && part.name === fields.account);
    if (account?.kind === 'field') set(members.account, account.value);
    // The document's example may have a type that this upload does not set.
    if (members.type !== undefined)
      stored[members.type] = ruling.documentType ?? (needsType ? null : undefined);
    return { ...success, body: stored };
  };
}

/**
 * The content of a success with every member that an upload sets. JSON leaves out those without a value, and to set a
 * member of a copy takes a tenth of the time of adding one.
 */
export function withEveryMember(body: unknown, { members }: Contract['success']): unknown {
  if (!isRecord(body)) return body;
  const absent = Object.values(members).filter((name) => name !== undefined && !(name in body));
  return { ...body, ...Object.fromEntries(absent.map((name) => [name, undefined])) };
}

/** An id that fits its schema; undefined when only the document's example is known to fit. */
function idMaker(schema: Place | undefined): (id: string) => unknown {
  if (schema === undefined) return () => undefined;
  const [type = 'string'] = [member(schema, 'type').value].flat();
  if (type === 'integer' || type === 'number') return (id) => Number.parseInt(id.slice(0, 8), 16);
  const isNarrow = ['pattern', 'maxLength', 'enum', 'const'].some(
    (name) => member(schema, name).value !== undefined,
  );
  return (id) => (isNarrow || type !== 'string' ? undefined : id);
}
