import type { IncomingMessage } from 'node:http';
import type { BodyFacts, Refusal } from '../../../spec/rules.ts';
import type { Fault } from '../mutant.ts';
import { type FilePart, filesOf } from './readings.ts';
import { overruleBody } from './seams.ts';

/** Faults that reject what the contract accepts. */

/** Rejects uploads that the contract accepts. */
export const refuses = (
  when: (body: BodyFacts, request: IncomingMessage) => boolean,
  outcome: Refusal = 'malformed',
): Fault =>
  overruleBody((ruling, body, request) =>
    ruling.outcome === 'accepted' && when(body, request) ? { outcome, requirement: 'R17' } : ruling,
  );

export const refusesFile = (when: (file: FilePart) => boolean, outcome?: Refusal): Fault =>
  refuses((body) => filesOf(body).some(when), outcome);
