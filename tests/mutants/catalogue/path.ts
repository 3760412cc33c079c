import { contract } from '../../../generated/contract.ts';
import { misreadTarget } from '../faults/seams.ts';
import { breaking, credentials, type Fault, type Mutant } from '../mutant.ts';

const parameter = `{${contract.clientIdParameter}}`;
const segments = contract.path.split('/');
const place = segments.indexOf(parameter);
const exact = contract.path.replace(parameter, credentials.clientId);
const [before = '', after = ''] = exact.split(credentials.clientId);

/** Routes these paths to the upload as well. */
const routes = (matches: (path: string, query: URLSearchParams) => boolean): Fault =>
  misreadTarget((target) => {
    const [path = '', query = ''] = target.split('?');
    return matches(path, new URLSearchParams(query)) ? exact : target;
  });

const withoutClient = segments.toSpliced(place, 1).join('/');

/** Accepts uploads on other paths, too. */
const additional: Mutant[] = breaking('R3', [
  {
    id: 'path-client-optional',
    fault: 'Accepts uploads without a client id in the path',
    vary: routes((path) => path === withoutClient),
  },
  {
    id: 'path-client-from-query',
    fault: 'Takes the client id from the query',
    vary: routes((path, query) => path === withoutClient && query.has(contract.clientIdParameter)),
  },
  {
    id: 'path-by-its-beginning',
    fault: 'Accepts every path that begins like the documented one',
    vary: routes((path) => path.startsWith(exact)),
  },
  {
    id: 'path-by-its-end',
    fault: 'Accepts every path that ends like the documented one',
    vary: routes((path) => path.endsWith(after)),
  },
  {
    id: 'path-without-its-end',
    fault: 'Accepts the path of the client itself',
    vary: routes((path) => `${path}${after}` === exact),
  },
  {
    id: 'path-any-end',
    fault: 'Accepts anything after the client id',
    vary: routes((path) => path.startsWith(`${before}${credentials.clientId}/`)),
  },
  {
    id: 'path-client-at-its-end',
    fault: 'Accepts the client id after the path as well',
    vary: routes((path) => path === `${withoutClient}/${credentials.clientId}`),
  },
  {
    id: 'path-version-optional',
    fault: 'Accepts uploads without a version in the path',
    vary: routes((path) => path === exact.replace(/\/v\d+(?=\/)/, '')),
  },
  {
    id: 'path-last-segment-shortened',
    fault: 'Accepts the first word of the last segment alone',
    vary: routes((path) => path === exact.replace(/_[^/]*$/, '')),
  },
  {
    id: 'path-last-segment-respelt',
    fault: 'Accepts the last segment in camel case as well',
    vary: routes((path) => path === exact.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())),
  },
  { id: 'path-any', fault: 'Accepts uploads on every path', vary: routes(() => true) },
]);

/** Routes these paths to the upload, and not the documented one. */
const moves = (matches: (path: string, query: URLSearchParams) => boolean): Fault =>
  misreadTarget((target) => {
    const [path = '', query = ''] = target.split('?');
    return matches(path, new URLSearchParams(query)) ? exact : `/nowhere${target}`;
  });

/** R1 breaks together with R3 here: the page's own upload is rejected. */
const moved: Mutant[] = breaking('R3', [
  {
    id: 'path-without-client-required',
    fault: 'Requires a path without the client id',
    alsoFails: ['R1'],
    vary: moves((path) => path === withoutClient),
  },
  {
    id: 'path-client-in-query-required',
    fault: 'Requires the client id in the query',
    alsoFails: ['R1'],
    vary: moves((path, query) => path === withoutClient && query.has(contract.clientIdParameter)),
  },
  {
    id: 'path-client-at-its-end-required',
    fault: 'Requires the client id at the end of the path',
    alsoFails: ['R1'],
    vary: moves((path) => path === `${withoutClient}/${credentials.clientId}`),
  },
  {
    id: 'path-end-dropped',
    fault: 'Requires a path that ends at the client id',
    alsoFails: ['R1'],
    vary: moves((path) => `${path}${after}` === exact),
  },
]);

/** R3: clientId is a path segment, and the path is exactly as documented. */
export const pathMutants: Mutant[] = [...additional, ...moved];
