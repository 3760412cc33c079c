import { contract } from '../../../generated/contract.ts';
import { fillsIn, merges, wins } from '../faults/merging.ts';
import { isAscii } from '../faults/readings.ts';
import { renamesFile, reshapesSuccess, withContent } from '../faults/responding.ts';
import { changeDelivery, changeResponse, misreadTarget, overruleBody } from '../faults/seams.ts';
import { refuses, refusesFile } from '../faults/strictness.ts';
import type { Variant } from '../mutant.ts';

const { members } = contract.success;

/** Behaviour that the rules leave open. */
export const behaviourVariants: Variant[] = [
  {
    id: 'made-up',
    liberty: 'Makes its responses up from the schemas',
    warns: [],
    options: { dynamic: true, seed: 'variant' },
  },
  {
    id: 'more-members',
    liberty: 'Says more than the spec documents',
    warns: [],
    vary: changeResponse((response) => ({
      ...response,
      body: JSON.stringify({ ...JSON.parse(response.body), requestId: '8f31c2' }),
    })),
  },
  {
    id: 'charset-parameter',
    liberty: 'Names the charset of its responses',
    warns: [],
    vary: changeResponse((response) =>
      withContent(response, `${response.headers['Content-type']}; charset=utf-8`, response.body),
    ),
  },
  {
    id: 'names-cleaned',
    liberty: 'Cleans file names',
    warns: ['R15'],
    vary: reshapesSuccess((success) =>
      isAscii(String(success[members.name])) ? success : { ...success, [members.name]: 'file.csv' },
    ),
  },
  {
    id: 'names-composed',
    liberty: 'Stores file names composed (NFC)',
    warns: [],
    vary: renamesFile((name) => name.normalize('NFC')),
  },
  {
    id: 'names-decomposed',
    liberty: 'Stores file names decomposed (NFD)',
    warns: [],
    vary: renamesFile((name) => name.normalize('NFD')),
  },
  {
    id: 'query-merged',
    liberty: 'Merges query and form, as its framework does',
    warns: ['R21'],
    vary: merges('query', fillsIn),
  },
  {
    id: 'query-preferred',
    liberty: 'Merges query and form, and prefers the query',
    warns: ['R21'],
    vary: merges('query', wins),
  },
  {
    id: 'headers-merged',
    liberty: 'Merges headers and form',
    warns: ['R21'],
    vary: merges('header', fillsIn),
  },
  {
    id: 'six-megabytes-at-most',
    liberty: 'Rejects files of more than 6 megabytes',
    warns: [],
    vary: refusesFile(({ size }) => size > 6_000_000, 'tooLarge'),
  },
  {
    id: 'query-strict',
    liberty: 'Rejects unknown query parameters',
    warns: [],
    vary: refuses((_, { url = '' }) => url.includes('?')),
  },
  {
    id: 'slash-at-the-end',
    liberty: 'Accepts a path with a slash at the end',
    warns: [],
    vary: misreadTarget((target) => target.replace(/\/(?=\?|$)/, '')),
  },
  {
    id: 'path-letter-case',
    liberty: 'Accepts the path in any letter case',
    warns: [],
    vary: misreadTarget((target) =>
      target.replace(/[^/?]+(?=\?|$)/, (segment) =>
        segment.toLowerCase() === contract.path.split('/').at(-1) ? segment.toLowerCase() : segment,
      ),
    ),
  },
  {
    id: 'account-before-files',
    liberty: 'Checks the account before it counts the files',
    warns: [],
    vary: overruleBody((ruling, body) =>
      ruling.outcome === 'twoFiles' && !body.parts.some(({ name }) => name === contract.fields.account)
        ? { outcome: 'missingAccountId', requirement: 'R5' }
        : ruling,
    ),
  },
  {
    id: 'other-paths-403',
    liberty: 'Responds to other paths with 403',
    warns: [],
    vary: changeDelivery(async (outgoing, response, upload, asIs) =>
      upload === undefined
        ? void outgoing.writeHead(403, response.headers).end(response.body.replace('404', '403'))
        : asIs(),
    ),
  },
  {
    id: 'base-path',
    liberty: 'Has a path prefix',
    warns: [],
    basePath: '/staging/api',
    vary: misreadTarget((target) => target.replace(/^\/staging\/api(?=\/)/, '')),
  },
];
