import type { ContractCase } from '../../case.ts';
import { refused, single, typed } from '../recipes.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** When the spec lists the types and allows no other text, other values are rejected. */
export const closedTypeCases = (vocabulary: Vocabulary): ContractCase[] => {
  const { contract, firstType, lastType, otherType, recognisedTypes, typeCase } = vocabulary;
  if (!contract.typeIsClosed) return [];
  const candidates: [id: string, title: string, value: string][] = [
    ['type-unlisted', 'A type that the spec does not list is rejected', otherType],
    ['type-unlisted-longer', 'A listed type with an extra letter is rejected', `${firstType}s`],
    ['type-unlisted-lower-case', 'A listed type in lower case is rejected', lastType.toLowerCase()],
    ['type-unlisted-upper-case', 'A listed type in upper case is rejected', firstType.toUpperCase()],
    ['type-unlisted-with-space', 'A listed type with a space after it is rejected', `${firstType} `],
  ];
  return candidates
    .filter(([, , value]) => !recognisedTypes.includes(value))
    .map(([id, title, value]) =>
      single(id, title, typed(value), refused('unknownType', 'R13'), typeCase(firstType)),
    );
};
