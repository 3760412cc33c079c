import type { Contract } from '../../spec/contract.ts';

/** Renders `generated/contract.ts`: the built-in contract as a value with literal types. */
export function renderContract({ document: _, ...facts }: Contract, specHash: string): string {
  return `${banner}
import type { Contract } from '../spec/contract.ts';
import document from './openapi.json' with { type: 'json' };

/** The built-in contract: the facts of the spec, for code that must not repeat them. Sizes are in bytes. */
export const contract = {
  ...(${JSON.stringify(facts, null, 2)} as const),
  document: document as Contract['document'],
} satisfies Contract;

/** The hash of the sources that this was written from. */
export const specHash = ${JSON.stringify(specHash)};

/** A rule of the contract: \`R1\` and so on. */
export type RequirementId = (typeof contract.requirements)[number]['id'];

/** A document type that is set when it is sent; every other value is accepted and not set (R8, R9). */
export type RecognisedDocumentType = (typeof contract.recognisedDocumentTypes)[number];
`;
}

/** The first line of every generated module. */
export const banner = '// Written by `npm run generate` from spec/. Do not edit.\n';
