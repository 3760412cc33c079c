import type { Refusal } from '../../../spec/rules.ts';
import type { ContractCase, PartRecipe, RequestRecipe, Step, TokenVariant } from '../case.ts';
import { account, file, refused, type, typed, upload, withToken } from './recipes.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Each step sends its own files, because a deployment may reject the same file twice (R20). */
type MakeStep = (seed: string) => Step;

/** The same request as its control: a concurrent request must get the same response as alone. */
const asAlone =
  (request: (seed: string) => RequestRecipe, control: string): MakeStep =>
  (seed) => ({ request: request(seed), expect: { outcome: 'as-control', by: 'R12' }, control });

const untyped = asAlone((seed) => upload([account, file({ seed })]), 'csv-file');

const twoFiles = (parts: PartRecipe[], control: string): MakeStep =>
  asAlone((seed) => upload([account, file({ seed }), file({ seed: `${seed}, second` }), ...parts]), control);

const unknownToken = asAlone(
  (seed) => withToken('unknown', upload([account, file({ seed })])),
  'token-unknown',
);

const withoutAccount = asAlone((seed) => upload([file({ seed })]), 'account-absent');

const foreignAccount = asAlone(
  (seed) => upload([{ role: 'account', text: '{{foreignAccountId}}' }, file({ seed })]),
  'account-foreign',
);

const inOrder = (id: string, title: string, steps: MakeStep[]): ContractCase => ({
  id,
  title,
  steps: steps.map((make, index) => make(`step ${index + 1}`)),
});

const concurrent = (id: string, title: string, steps: MakeStep[]): ContractCase => ({
  ...inOrder(id, title, steps),
  together: true,
});

const onOneConnection = (id: string, title: string, steps: MakeStep[]): ContractCase => ({
  ...inOrder(id, title, steps),
  oneConnection: true,
});

const refusedToken =
  (token: TokenVariant, outcome: Refusal): MakeStep =>
  (seed) => ({
    request: withToken(token, upload([account, file({ seed })])),
    expect: refused(outcome, 'R2'),
    control: 'csv-file',
  });

const twice = (...steps: MakeStep[]): MakeStep[] => [...steps, ...steps];

const fourTimes = (...steps: MakeStep[]): MakeStep[] => twice(...twice(...steps));

/**
 * R12: requests do not influence each other: not in sequence, not on one connection, not when concurrent. No case id
 * contains a type, because ids become part of file names. A deployment that guesses types from names breaks another rule
 * (R9, R10).
 */
export const isolationCases = (vocabulary: Vocabulary): ContractCase[] => {
  const { recognisedTypes, firstType, lastType, otherType, typeCase } = vocabulary;
  const typedAs = (value: string, control = typeCase(value)): MakeStep =>
    asAlone((seed) => typed(value, { seed }), control);
  const unknownTokenWithType = asAlone(
    (seed) => withToken('unknown', typed(firstType, { seed })),
    'token-unknown-with-type',
  );
  return [
    inOrder('untyped-after-typed', 'A type does not stick to the next upload', [
      typedAs(firstType),
      untyped,
      typedAs(lastType),
      untyped,
    ]),
    {
      ...inOrder('types-in-a-row', 'Each upload in a row shows its own type', [
        ...recognisedTypes.map((value) => typedAs(value)),
        untyped,
      ]),
      ownIds: true,
    },
    {
      id: 'same-file-untyped-after-typed',
      title: 'A type does not stick to the file that it was sent with',
      steps: [typedAs(firstType)('same'), untyped('same')],
    },
    inOrder('unrecognised-after-recognised', 'A recognised type does not stick to an unrecognised one', [
      typedAs(firstType),
      typedAs(otherType, 'type-unrecognised'),
    ]),
    inOrder('untyped-after-refused-files', 'The type of a rejected upload does not stick to the next one', [
      twoFiles([type(firstType)], `two-files-${typeCase(firstType)}`),
      untyped,
    ]),
    inOrder('untyped-after-refused-token', 'The type of an upload without access does not stick', [
      unknownTokenWithType,
      untyped,
    ]),
    inOrder('account-absent-after-named', 'An account does not stick to the next upload', [
      untyped,
      withoutAccount,
    ]),
    onOneConnection('untyped-after-typed-on-one-connection', 'A type does not stick to a connection', [
      typedAs(firstType),
      untyped,
    ]),
    onOneConnection('token-absent-on-admitted-connection', 'A token does not authorise a connection', [
      untyped,
      refusedToken('absent', 'missingToken'),
    ]),
    onOneConnection('token-unknown-on-admitted-connection', 'Each token on a connection is checked', [
      untyped,
      refusedToken('unknown', 'invalidToken'),
    ]),
    onOneConnection(
      'account-absent-after-named-on-one-connection',
      'An account does not stick to a connection',
      [untyped, withoutAccount],
    ),
    {
      ...concurrent('types-at-once', 'Each of several concurrent uploads shows its own type', [
        ...twice(...recognisedTypes.map((value) => typedAs(value)), untyped),
      ]),
      ownIds: true,
    },
    concurrent(
      'types-ahead-at-once',
      'Each of several concurrent uploads shows the type before its file',
      fourTimes(
        asAlone((seed) => upload([account, type(firstType), file({ seed })]), 'type-before-file'),
        asAlone((seed) => upload([type(lastType), account, file({ seed })]), 'type-first'),
      ),
    ),
    concurrent('typed-and-untyped-at-once', 'A typed upload leaves concurrent untyped ones alone', [
      ...fourTimes(typedAs(firstType), untyped),
    ]),
    concurrent(
      'recognised-and-unrecognised-at-once',
      'An unrecognised type leaves concurrent recognised ones alone',
      fourTimes(typedAs(otherType, 'type-unrecognised'), typedAs(firstType)),
    ),
    concurrent(
      'tokens-at-once',
      'A valid token does not let a concurrent unknown one in',
      fourTimes(untyped, unknownToken),
    ),
    concurrent(
      'file-counts-at-once',
      'Two files do not count against concurrent uploads of one',
      fourTimes(untyped, twoFiles([], 'two-files-same-field')),
    ),
    concurrent(
      'accounts-at-once',
      'An account does not carry over to a concurrent upload without one',
      fourTimes(untyped, withoutAccount),
    ),
    {
      ...concurrent(
        'foreign-accounts-at-once',
        'An allowed account does not let a concurrent foreign one in',
        fourTimes(untyped, foreignAccount),
      ),
      needs: 'foreignAccountId',
    },
  ];
};
