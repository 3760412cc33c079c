import type { ContractFacts } from './facts.ts';

/** Renders `generated/contract.ts`: the facts of the spec as literals that the compiler knows. */
export function renderContract(facts: ContractFacts): string {
  return `${banner}
/** What the spec says, for code that must not type it again. Sizes are in bytes. */
export const contract = ${JSON.stringify(facts, null, 2)} as const;

/** A rule of the contract: \`R1\` and so on. */
export type RequirementId = (typeof contract.requirements)[number]['id'];

/** A document type that is set when it is sent; every other value is accepted and not set (R8, R9). */
export type RecognisedDocumentType = (typeof contract.recognisedDocumentTypes)[number];
`;
}

/** Stands on top of every generated module. */
export const banner = '// Written by `npm run generate` from spec/. Do not edit.\n';
