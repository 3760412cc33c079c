import type { ContractCase } from '../../case.ts';
import { accepted, single, typed } from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

const variant = (id: string, title: string, value: string): ContractCase =>
  single(id, title, typed(value), accepted('R9', 'R16'), 'type-unrecognised');

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

/** R9: near misses are accepted. R16: recognition is exact, so none of them sets a type. */
export const variantCases = ({
  recognisedTypes,
  firstType,
  lastType,
  typeCase,
}: Vocabulary): ContractCase[] => [
  ...recognisedTypes
    .filter((value) => value !== value.toLowerCase())
    .map((value) =>
      variant(
        `${typeCase(value)}-lower-case`,
        `The type ${value} in lower case is not set`,
        value.toLowerCase(),
      ),
    ),
  ...recognisedTypes
    .filter((value) => value !== value.toUpperCase())
    .map((value) =>
      variant(
        `${typeCase(value)}-upper-case`,
        `The type ${value} in upper case is not set`,
        value.toUpperCase(),
      ),
    ),
  ...recognisedTypes
    .filter((value) => value !== capitalised(value))
    .map((value) =>
      variant(
        `${typeCase(value)}-capitalised`,
        `The type ${value} capitalised is not set`,
        capitalised(value),
      ),
    ),
  variant(
    'type-no-break-space-after',
    'A type with a no-break space after it is not set',
    `${firstType}\u00a0`,
  ),
  variant('type-blanks-around', 'A type between spaces is not set', ` ${firstType} `),
  variant('type-blank-before', 'A type after a space is not set', ` ${lastType}`),
  variant('type-blank-after', 'A type with a space after it is not set', `${firstType} `),
  variant('type-tab-after', 'A type with a tab after it is not set', `${firstType}\t`),
  variant('type-line-feed-after', 'A type with a line feed after it is not set', `${firstType}\n`),
  variant('type-newline-after', 'A type with a line break after it is not set', `${firstType}\r\n`),
  variant('type-blank', 'A type of one space is accepted and not set', ' '),
  variant('type-empty', 'An empty type is accepted and not set', ''),
];
