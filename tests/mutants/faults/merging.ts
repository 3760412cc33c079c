import type { IncomingMessage } from 'node:http';
import { contract } from '../../../generated/contract.ts';
import type { Fault } from '../mutant.ts';
import { inQuery, textOf, withField } from './readings.ts';
import { misreadBody } from './seams.ts';

/** Faults that take fields from outside the form, as frameworks do that keep all parameters in one place. */

const { account, type } = contract.fields;

/** The value of a field, from the form's value and the one elsewhere. */
type Merge = (inForm: string | undefined, elsewhere: string | undefined) => string | undefined;

export const fillsIn: Merge = (inForm, elsewhere) => inForm ?? elsewhere;
export const fillsInEmpty: Merge = (inForm, elsewhere) => (inForm === '' ? (elsewhere ?? inForm) : inForm);
export const wins: Merge = (inForm, elsewhere) => elsewhere ?? inForm;

/** The header for a field: `X-Account-Id`. */
const inHeader = ({ headers }: IncomingMessage, name: string): string | undefined =>
  headers[`x-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`]?.toString();

/** A header with the field's exact name, as in a gateway that merges all parameters into one map. */
const inHeaderOfSameName = ({ headers }: IncomingMessage, name: string): string | undefined =>
  headers[name.toLowerCase()]?.toString();

const sources = { query: inQuery, header: inHeader, 'header of the same name': inHeaderOfSameName };

/** Merges these fields with the query or with headers. */
export const merges = (source: keyof typeof sources, merge: Merge, names = [account, type]): Fault =>
  misreadBody((body, request) =>
    names.reduce((merged, name) => {
      const sent = textOf(merged, name);
      const value = merge(sent, sources[source](request, name));
      return value === sent ? merged : withField(merged, name, value);
    }, body),
  );
