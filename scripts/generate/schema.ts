import { pathToFileURL } from 'node:url';
import type { Contract } from '../../spec/contract.ts';
import { banner } from './contract.ts';
import { astToString, openapiTS, ts } from './typescript.ts';

/** Renders `generated/schema.d.ts` with openapi-typescript: files are Blobs, and editors complete open enums. */
export async function renderSchema({ document }: Contract): Promise<string> {
  const nodes = await openapiTS(structuredClone(document) as never, {
    alphabetize: false,
    cwd: anywhere,
    transform(schema, { path }) {
      if (schema.format === 'binary') return blob();
      if (schema.type === 'string' && !('enum' in schema) && /\/anyOf(\/\d+)?$/.test(path ?? ''))
        return anyString();
      return undefined;
    },
  });
  return `${banner}${astToString(nodes)}`;
}

/** Nothing is read from there, and the name of the current folder may not form an address. */
export const anywhere = pathToFileURL('/');

const blob = () => ts.factory.createTypeReferenceNode('Blob');

/** `string & {}`: a plain string would absorb the literals. */
const anyString = () =>
  ts.factory.createIntersectionTypeNode([
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    ts.factory.createTypeLiteralNode([]),
  ]);
