import type { Contract } from '../../spec/contract.ts';

/** Renders `generated/contract.ts`: the built-in contract as a value whose literals the compiler knows. */
export function renderContract({ document: _, ...facts }: Contract, specHash: string): string {
  return `${banner}
import type { Contract } from '../spec/contract.ts';
import document from './openapi.json' with { type: 'json' };

/** The built-in contract: what the spec says, for code that must not type it again. Sizes are in bytes. */
export const contract = {
  ...(${JSON.stringify(facts, null, 2)} as const),
  document: document as Contract['document'],
} satisfies Contract;

/** Of the sources that all this was written from. */
export const specHash = ${JSON.stringify(specHash)};

/** A rule of the contract: \`R1\` and so on. */
export type RequirementId = (typeof contract.requirements)[number]['id'];

/** A document type that is set when it is sent; every other value is accepted and not set (R8, R9). */
export type RecognisedDocumentType = (typeof contract.recognisedDocumentTypes)[number];
`;
}

/** Stands on top of every generated module. */
export const banner = '// Written by `npm run generate` from spec/. Do not edit.\n';
