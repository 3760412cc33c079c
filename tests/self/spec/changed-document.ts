import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Changes to the built-in document; places are JSON pointers. */
export interface Change {
  set?: Record<string, unknown>;
  remove?: readonly string[];
  copy?: { from: string; to: string };
  /** Gives a member another name. */
  rename?: { from: string; to: string };
}

const root = join(import.meta.dirname, '..', '..', '..');

/** The rules in the file. */
export const requirements: Record<string, string>[] = parse(
  readFileSync(join(root, 'spec', 'requirements.yaml'), 'utf8'),
);

/** The built-in OpenAPI document with these changes. */
export function changed(...changes: readonly Change[]): Record<string, unknown> {
  const document = parse(readFileSync(join(root, 'spec', 'openapi.yaml'), 'utf8'));
  for (const { set = {}, remove = [], copy, rename } of changes) {
    for (const [pointer, value] of Object.entries(set)) holder(document, pointer)[nameOf(pointer)] = value;
    for (const pointer of remove) delete holder(document, pointer)[nameOf(pointer)];
    if (copy !== undefined)
      holder(document, copy.to)[nameOf(copy.to)] = structuredClone(
        holder(document, copy.from)[nameOf(copy.from)],
      );
    if (rename === undefined) continue;
    const parent = holder(document, rename.from);
    parent[rename.to] = parent[nameOf(rename.from)];
    delete parent[nameOf(rename.from)];
  }
  return document;
}

const names = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

const nameOf = (pointer: string): string => names(pointer).at(-1) ?? '';

const at = (document: Record<string, unknown>, pointer: string): Record<string, unknown> =>
  holder(document, `${pointer}/`);

function holder(document: Record<string, unknown>, pointer: string): Record<string, unknown> {
  return names(pointer)
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, document);
}

/**
 * Only the fields and types of the use-case page: snapshots of them must not change when the spec gains one. Their
 * definitions are those of the spec.
 */
export function pinned(): Record<string, unknown> {
  const properties = at(changed(), '/components/schemas/Upload/properties');
  const { accountId, file, documentType } = properties;
  return changed({
    set: {
      '/components/schemas/Upload/properties': { accountId, file, documentType },
      '/components/schemas/RecognisedDocumentType/enum': ['Invoice', 'CSV', 'Document'],
    },
  });
}
