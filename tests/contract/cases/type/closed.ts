import type { ContractCase } from '../../case.ts';
import { refused, single, typed } from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** Where the spec lists the types and no other text, other values are refused. */
export const closedTypeCases = (vocabulary: Vocabulary): ContractCase[] => {
  const { contract, firstType, lastType, otherType, recognisedTypes, typeCase } = vocabulary;
  if (!contract.typeIsClosed) return [];
  const candidates: [id: string, title: string, value: string][] = [
    ['type-unlisted', 'A type that the spec does not list is refused', otherType],
    ['type-unlisted-longer', 'A listed type with an extra letter is refused', `${firstType}s`],
    ['type-unlisted-lower-case', 'A listed type in lower case is refused', lastType.toLowerCase()],
    ['type-unlisted-upper-case', 'A listed type in upper case is refused', firstType.toUpperCase()],
    ['type-unlisted-with-space', 'A listed type with a space after it is refused', `${firstType} `],
  ];
  return candidates
    .filter(([, , value]) => !recognisedTypes.includes(value))
    .map(([id, title, value]) =>
      single(id, title, typed(value), refused('unknownType', 'R13'), typeCase(firstType)),
    );
};
