import type { Contract } from '../../spec/contract.ts';
import type { ContractCase } from './case.ts';
import { acceptedCases } from './cases/accepted.ts';
import { accountCases } from './cases/account.ts';
import { fieldCases } from './cases/fields.ts';
import { fileCases } from './cases/file/required.ts';
import { singleFileCases } from './cases/file/single.ts';
import { singleFilePartCases } from './cases/file/single-parts.ts';
import { fitted } from './cases/fit.ts';
import { isolationCases } from './cases/isolation.ts';
import { malformedCases } from './cases/malformed.ts';
import { mediaTypeCases } from './cases/media-type.ts';
import { methodCases } from './cases/method.ts';
import { pathCases } from './cases/path.ts';
import { typeOf } from './cases/recipes.ts';
import { stabilityCases } from './cases/stability.ts';
import { tokenCases } from './cases/token.ts';
import { transportCases } from './cases/transport.ts';
import { untypedCases } from './cases/type/absent.ts';
import { closedTypeCases } from './cases/type/closed.ts';
import { variantCases } from './cases/type/exact.ts';
import { recognisedCases } from './cases/type/recognised.ts';
import { unrecognisedCases } from './cases/type/unrecognised.ts';
import { vocabularyOf } from './cases/vocabulary.ts';

/** Every case of a contract, in the order of the requirements. The same contract gives the same cases. */
export function contractCases(contract: Contract): readonly ContractCase[] {
  const made = tables.get(contract);
  if (made !== undefined) return made;
  const table = makeTable(contract);
  tables.set(contract, table);
  return table;
}

const tables = new WeakMap<Contract, readonly ContractCase[]>();

function makeTable(contract: Contract): ContractCase[] {
  const vocabulary = vocabularyOf(contract);
  const isRecognised = (value: string | undefined): boolean =>
    value !== undefined && vocabulary.recognisedTypes.includes(value);
  const common = [
    ...acceptedCases,
    ...tokenCases(vocabulary),
    ...pathCases,
    ...mediaTypeCases(vocabulary),
    ...accountCases(vocabulary),
    ...fileCases(vocabulary),
    ...singleFileCases(vocabulary),
    ...singleFilePartCases(vocabulary),
    ...untypedCases(vocabulary),
    // Not a value that the contract recognises.
    ...[...unrecognisedCases(vocabulary), ...variantCases(vocabulary)].filter(
      ({ steps }) => !steps.some(({ request }) => isRecognised(typeOf(request))),
    ),
    ...recognisedCases(vocabulary),
    ...isolationCases(vocabulary),
    ...methodCases(vocabulary),
    ...transportCases(vocabulary),
    ...malformedCases(vocabulary),
    ...stabilityCases(vocabulary),
  ];
  return [...fitted([...common, ...closedTypeCases(vocabulary)], contract), ...fieldCases(vocabulary)];
}
