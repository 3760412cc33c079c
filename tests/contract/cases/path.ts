import type { ContractCase, PathVariant } from '../case.ts';
import { baseline, single } from './recipes.ts';

const elsewhere = (id: string, title: string, path: PathVariant): ContractCase =>
  single(id, title, { ...baseline, path }, { outcome: 'otherPath', by: 'R3' }, 'csv-file');

/** R3: the path is exactly as documented. Letter case and trailing slashes are left alone: many routers fold them. */
export const pathCases: ContractCase[] = [
  elsewhere('path-without-client-id', 'A path without the client id takes no upload', 'without-client-id'),
  single(
    'path-client-id-in-query',
    'A client id in the query is no substitute for the path segment',
    { ...baseline, path: 'without-client-id', query: { clientId: '{{clientId}}' } },
    { outcome: 'otherPath', by: 'R3' },
    'csv-file',
  ),
  elsewhere('path-client-id-last', 'A path with the client id at its end takes no upload', 'client-id-last'),
  elsewhere('path-without-version', 'A path without a version takes no upload', 'without-version'),
  elsewhere('path-other-version', 'A path of another version takes no upload', 'other-version'),
  elsewhere('path-singular', 'A last segment in the singular takes no upload', 'singular-last-segment'),
  elsewhere('path-dashed', 'A last segment with dashes takes no upload', 'dashed-last-segment'),
  elsewhere('path-camel-case', 'A last segment in camel case takes no upload', 'camel-case-last-segment'),
  elsewhere(
    'path-first-word',
    'A last segment cut to its first word takes no upload',
    'first-word-of-last-segment',
  ),
  elsewhere(
    'path-other-last-segment',
    'A path with another last segment takes no upload',
    'other-last-segment',
  ),
  elsewhere(
    'path-without-last-segment',
    'A path that ends at the client id takes no upload',
    'without-last-segment',
  ),
  elsewhere('path-extra-segment', 'A path with a segment more takes no upload', 'extra-segment'),
  elsewhere('path-segment-inside', 'A path with a segment more inside takes no upload', 'segment-inside'),
  elsewhere(
    'path-segment-in-front',
    'A path with a segment more in front takes no upload',
    'segment-in-front',
  ),
  elsewhere(
    'path-other-first-segment',
    'A path with another first segment takes no upload',
    'other-first-segment',
  ),
];
