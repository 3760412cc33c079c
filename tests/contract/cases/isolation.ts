import type { ContractCase, DocumentTypeShown, Step } from '../case.ts';
import { baseline, firstType, recognisedTypes, typeCase, typed } from './recipes.ts';

const asControl: DocumentTypeShown = 'as-control';

/** The same upload as its control: in company it has to show the same type as alone. */
const untypedStep: Step = {
  request: baseline,
  expect: { outcome: 'accepted', by: 'R12', type: { shown: asControl, by: 'R12' } },
  control: 'csv-file',
};

const typedStep = (value: string, control = typeCase(value)): Step => ({
  request: typed(value),
  expect: { outcome: 'accepted', by: 'R12', type: { shown: asControl, by: 'R12' } },
  control,
});

const inOrder = (id: string, title: string, steps: Step[]): ContractCase => ({ id, title, steps });

const atOnce = (id: string, title: string, steps: Step[]): ContractCase => ({
  id,
  title,
  steps,
  together: true,
});

/** R12: requests do not influence each other, neither in a row nor at the same time. */
export const isolationCases: ContractCase[] = [
  ...recognisedTypes.map((value) =>
    inOrder(`untyped-after-${typeCase(value)}`, `A type ${value} does not stick to the next upload`, [
      typedStep(value),
      untypedStep,
    ]),
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
