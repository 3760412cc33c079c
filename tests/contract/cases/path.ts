import type { ContractCase, PathVariant } from '../case.ts';
import { baseline, single } from './recipes.ts';

const elsewhere = (id: string, title: string, path: PathVariant): ContractCase =>
  single(id, title, { ...baseline, path }, { outcome: 'otherPath', by: 'R3' }, 'csv-file');

/**
 * R3: the path is exactly as documented. Letter case and trailing slashes are not tested, because many routers ignore
 * them.
 */
export const pathCases: ContractCase[] = [
  elsewhere('path-without-client-id', 'A path without the client id accepts no upload', 'without-client-id'),
  single(
    'path-client-id-in-query',
    'A client id in the query is no substitute for the path segment',
    { ...baseline, path: 'without-client-id', query: { clientId: '{{clientId}}' } },
    { outcome: 'otherPath', by: 'R3' },
    'csv-file',
  ),
  elsewhere(
    'path-client-id-last',
    'A path with the client id at its end accepts no upload',
    'client-id-last',
  ),
  elsewhere('path-without-version', 'A path without a version accepts no upload', 'without-version'),
  elsewhere('path-other-version', 'A path of another version accepts no upload', 'other-version'),
  elsewhere('path-singular', 'A last segment in the singular accepts no upload', 'singular-last-segment'),
  elsewhere('path-dashed', 'A last segment with dashes accepts no upload', 'dashed-last-segment'),
  elsewhere('path-camel-case', 'A last segment in camel case accepts no upload', 'camel-case-last-segment'),
  elsewhere(
    'path-first-word',
    'A last segment cut to its first word accepts no upload',
    'first-word-of-last-segment',
  ),
  elsewhere(
    'path-other-last-segment',
    'A path with another last segment accepts no upload',
    'other-last-segment',
  ),
  elsewhere(
    'path-without-last-segment',
    'A path that ends at the client id accepts no upload',
    'without-last-segment',
  ),
  elsewhere('path-extra-segment', 'A path with an extra segment accepts no upload', 'extra-segment'),
  elsewhere('path-segment-inside', 'A path with an extra segment inside accepts no upload', 'segment-inside'),
  elsewhere(
    'path-segment-in-front',
    'A path with an extra segment in front accepts no upload',
    'segment-in-front',
  ),
  elsewhere(
    'path-other-first-segment',
    'A path with another first segment accepts no upload',
    'other-first-segment',
  ),
];
