import type { ContractCase, PartRecipe, RequestRecipe } from '../../../contract/case.ts';

/** Cases that together have every kind of request and outcome that these have. */
export function oneOfEachKind(cases: readonly ContractCase[]): ContractCase[] {
  const seen = new Set<string>();
  return cases.filter(({ steps }) => {
    const kinds = steps.flatMap(({ request, expect }) => [
      ...kindsOf(request),
      `${expect.outcome} after ${steps.length} requests`,
    ]);
    const isNew = kinds.some((kind) => !seen.has(kind));
    for (const kind of kinds) seen.add(kind);
    return isNew;
  });
}

/** What a client has to write differently. */
const kindsOf = ({ method, path, query, token, headers = {}, framing, body }: RequestRecipe): string[] => [
  `method ${method}`,
  `path ${path}, query ${query !== undefined}`,
  `token ${token}`,
  `headers ${Object.keys(headers)}`,
  `framing ${framing}`,
  `body ${body.kind}`,
  ...('parts' in body ? body.parts.map(kindOfPart) : []),
];

const kindOfPart = (part: PartRecipe): string =>
  'file' in part
    ? `file ${part.file.kind} ${part.file.mediaType}, sized ${part.file.size !== undefined}`
    : `text ${'role' in part ? part.role : 'of another name'}`;
