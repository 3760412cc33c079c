import type { IncomingMessage } from 'node:http';
import { contract } from '../../../generated/contract.ts';
import type { BodyFacts, PartFacts } from '../../../spec/rules.ts';

/** The values that faults read in a request, under the spec's names. */

export type FilePart = Extract<PartFacts, { kind: 'file' }>;
type FieldPart = Extract<PartFacts, { kind: 'field' }>;

export const recognisedTypes: readonly string[] = contract.recognisedDocumentTypes;
export const firstType: string = contract.recognisedDocumentTypes[0];
export const lastType: string = recognisedTypes.at(-1) ?? firstType;

export const isRecognised = (sent: string | undefined): boolean =>
  sent !== undefined && recognisedTypes.includes(sent);

export const isFile = (part: PartFacts): part is FilePart => part.kind === 'file';

export const filesOf = ({ parts }: BodyFacts): FilePart[] => parts.filter(isFile);

/** The text of the first field with this name. */
export const textOf = ({ parts }: BodyFacts, name: string): string | undefined =>
  parts.find((part): part is FieldPart => part.kind === 'field' && part.name === name)?.value;

export const sentType = (body: BodyFacts): string | undefined => textOf(body, contract.fields.type);

export const sentAccount = (body: BodyFacts): string | undefined => textOf(body, contract.fields.account);

/** The index of the first field with this name, or of the first file, among the parts; -1 when there is none. */
export const placeOfField = ({ parts }: BodyFacts, name: string): number =>
  parts.findIndex((part) => part.kind === 'field' && part.name === name);

export const placeOfFile = ({ parts }: BodyFacts): number => parts.findIndex(isFile);

/** The same body with another text in a field, or without the field. */
export function withField(body: BodyFacts, name: string, value: string | undefined): BodyFacts {
  const others = body.parts.filter((part) => part.kind === 'file' || part.name !== name);
  return { ...body, parts: value === undefined ? others : [...others, { kind: 'field', name, value }] };
}

/** The same body with these files instead of its own. */
export const withFiles = (body: BodyFacts, files: readonly FilePart[]): BodyFacts => ({
  ...body,
  parts: [...body.parts.filter((part) => part.kind === 'field'), ...files],
});

export const isChunked = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined;

const mebibyte = 1024 ** 2;

/** The size from which frameworks treat a body differently: on disk, or as a stream. */
export const isLarge = ({ headers }: IncomingMessage): boolean =>
  Number(headers['content-length']) > mebibyte;

/** Small enough to arrive in one piece: such uploads overlap only when the suite holds them back. */
export const isInOnePiece = (request: IncomingMessage): boolean =>
  !isChunked(request) && Number(request.headers['content-length']) < 16 * 1024;

export const hasQuotedBoundary = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.includes('"') === true;

/** A query parameter. */
export const inQuery = ({ url = '' }: IncomingMessage, name: string): string | undefined =>
  new URLSearchParams(url.split('?')[1]).get(name) ?? undefined;

export const extensionOf = ({ fileName }: FilePart): string => /\.(\w+)$/.exec(fileName)?.[1] ?? '';

export const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** The names of parts that the contract does not mention. */
export const extraFields = ({ parts }: BodyFacts): string[] =>
  parts.map(({ name }) => name).filter((name) => !Object.values<string>(contract.fields).includes(name));
