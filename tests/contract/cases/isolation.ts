import type { ContractCase, DocumentTypeShown, RequestRecipe, Step } from '../case.ts';
import { account, file, firstType, recognisedTypes, typeCase, typed, upload } from './recipes.ts';

const asControl: DocumentTypeShown = 'as-control';

/** Each step sends a file of its own: a deployment may refuse to take the same one twice (R20). */
type MakeStep = (seed: string) => Step;

const inCompany = (request: RequestRecipe, control: string): Step => ({
  request,
  expect: { outcome: 'accepted', by: 'R12', type: { shown: asControl, by: 'R12' } },
  control,
});

/** The same upload as its control: in company it has to show the same type as alone. */
const untypedStep: MakeStep = (seed) => inCompany(upload([account, file({ seed })]), 'csv-file');

const typedStep =
  (value: string, control = typeCase(value)): MakeStep =>
  (seed) =>
    inCompany(typed(value, { seed }), control);

const inOrder = (id: string, title: string, steps: MakeStep[]): ContractCase => ({
  id,
  title,
  steps: steps.map((make, index) => make(`step ${index + 1}`)),
});

const atOnce = (id: string, title: string, steps: MakeStep[]): ContractCase => ({
  ...inOrder(id, title, steps),
  together: true,
});

/**
 * R12: requests do not influence each other, neither in a row nor at the same time. No id holds a type's name: it goes
 * into the file names, and a deployment that guesses from those breaks another rule (R9, R10).
 */
export const isolationCases: ContractCase[] = [
  inOrder(
    'untyped-after-typed',
    'A type does not stick to the next upload',
    recognisedTypes.flatMap((value) => [typedStep(value), untypedStep]),
  ),
  inOrder('unrecognised-after-recognised', 'A recognised type does not stick to an unrecognised one', [
    typedStep(firstType),
    typedStep('Passport', 'type-unrecognised'),
  ]),
  inOrder('types-in-a-row', 'Each upload in a row shows its own type', [
    ...recognisedTypes.map((value) => typedStep(value)),
    untypedStep,
  ]),
  atOnce('types-at-once', 'Each of several parallel uploads shows its own type', [
    ...recognisedTypes.map((value) => typedStep(value)),
    untypedStep,
    ...recognisedTypes.map((value) => typedStep(value)),
    untypedStep,
  ]),
  atOnce('typed-and-untyped-at-once', 'A typed upload leaves parallel untyped ones alone', [
    typedStep(firstType),
    untypedStep,
    untypedStep,
    typedStep(firstType),
    untypedStep,
    untypedStep,
  ]),
  atOnce(
    'recognised-and-unrecognised-at-once',
    'An unrecognised type leaves parallel recognised ones alone',
    [
      typedStep('Passport', 'type-unrecognised'),
      typedStep(firstType),
      typedStep('Passport', 'type-unrecognised'),
      typedStep(firstType),
    ],
  ),
];
