import type { ContractCase, Step } from '../case.ts';
import { accepted, account, baseline, file, refused, typed, upload, withToken } from './recipes.ts';
import type { Vocabulary } from './vocabulary.ts';

const threeTimes = (id: string, title: string, step: Step): ContractCase => ({
  id,
  title,
  steps: [step, step, step],
  repeats: true,
});

/** R20: the same request gives the same response each time. */
export const stabilityCases = ({ otherType }: Vocabulary): ContractCase[] => [
  threeTimes('repeated-upload', 'The same upload is accepted each time', {
    request: upload([account, file({ name: 'statement-{{mark}}.csv', seed: 'same' })]),
    expect: accepted('R20'),
    control: 'csv-file',
  }),
  threeTimes('repeated-unrecognised-type', 'An unrecognised type is accepted each time', {
    request: typed(otherType),
    expect: accepted('R20', 'R9'),
    control: 'type-unrecognised',
  }),
  threeTimes('repeated-two-files', 'Two files are rejected in the same way each time', {
    request: upload([account, file(), file()]),
    expect: refused('twoFiles', 'R7'),
    control: 'csv-file',
  }),
  threeTimes('repeated-unknown-token', 'An unknown token is rejected in the same way each time', {
    request: withToken('unknown', baseline),
    expect: refused('invalidToken', 'R2'),
    control: 'csv-file',
  }),
];
