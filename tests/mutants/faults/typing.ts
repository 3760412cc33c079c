import type { IncomingMessage } from 'node:http';
import type { BodyFacts, Ruling } from '../../../spec/rules.ts';
import type { Fault } from '../mutant.ts';
import { type FilePart, filesOf, firstType, lastType, recognisedTypes, sentType } from './readings.ts';
import { overruleBody } from './seams.ts';

/** Ways to go wrong with document types. */

/** Sets this type on what it accepts. */
export const sets = (
  choose: (ruled: string | undefined, body: BodyFacts, request: IncomingMessage) => string | undefined,
): Fault =>
  overruleBody((ruling, body, request) => {
    if (ruling.outcome !== 'accepted') return ruling;
    const { documentType, ...rest } = ruling;
    const chosen = choose(documentType, body, request);
    return chosen === undefined ? rest : { ...rest, documentType: chosen };
  });

/** Sets this type where a value was sent that is not recognised. */
export const takesUnrecognised = (
  choose: (sent: string, file: FilePart | undefined) => string | undefined,
): Fault =>
  sets((ruled, body) => {
    const sent = sentType(body);
    return ruled !== undefined || sent === undefined ? ruled : choose(sent, filesOf(body)[0]);
  });

/** Sets this type where none was sent. */
export const guesses = (
  choose: (file: FilePart, body: BodyFacts, request: IncomingMessage) => string | undefined,
): Fault =>
  sets((ruled, body, request) => {
    const [file] = filesOf(body);
    return sentType(body) !== undefined || file === undefined ? ruled : choose(file, body, request);
  });

/** Refuses what the contract accepts, where a value is such. */
export const refusesType = (when: (sent: string, file: FilePart | undefined) => boolean): Fault =>
  overruleBody((ruling, body): Ruling => {
    const sent = sentType(body);
    const refused = ruling.outcome === 'accepted' && sent !== undefined && when(sent, filesOf(body)[0]);
    return refused ? { outcome: 'malformed', requirement: 'R9' } : ruling;
  });

/** The recognised type whose name stands in the file's. */
export const namedIn = ({ fileName }: FilePart): string | undefined =>
  recognisedTypes.find((value) =>
    fileName
      .replace(/\.\w+$/, '')
      .toLowerCase()
      .includes(value.toLowerCase()),
  );

/** What a table of a program's own makes of a media type or an extension. */
export const byExtension: Record<string, string | undefined> = {
  pdf: firstType,
  docx: lastType,
  txt: lastType,
};

export const byMediaType: Record<string, string | undefined> = {
  'application/pdf': firstType,
  'text/plain': lastType,
};
