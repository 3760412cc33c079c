import type { IncomingMessage } from 'node:http';
import type { BodyFacts, Ruling } from '../../../spec/rules.ts';
import type { Fault } from '../mutant.ts';
import { type FilePart, filesOf, firstType, lastType, recognisedTypes, sentType } from './readings.ts';
import { overruleBody } from './seams.ts';

/** Faults with document types. */

/** Sets this type on accepted uploads. */
export const sets = (
  choose: (ruled: string | undefined, body: BodyFacts, request: IncomingMessage) => string | undefined,
): Fault =>
  overruleBody((ruling, body, request) => {
    if (ruling.outcome !== 'accepted') return ruling;
    const { documentType, ...rest } = ruling;
    const chosen = choose(documentType, body, request);
    return chosen === undefined ? rest : { ...rest, documentType: chosen };
  });

/** Sets this type when the value sent is not recognised. */
export const takesUnrecognised = (
  choose: (sent: string, file: FilePart | undefined) => string | undefined,
): Fault =>
  sets((ruled, body) => {
    const sent = sentType(body);
    return ruled !== undefined || sent === undefined ? ruled : choose(sent, filesOf(body)[0]);
  });

/** Sets this type when none was sent. */
export const guesses = (
  choose: (file: FilePart, body: BodyFacts, request: IncomingMessage) => string | undefined,
): Fault =>
  sets((ruled, body, request) => {
    const [file] = filesOf(body);
    return sentType(body) !== undefined || file === undefined ? ruled : choose(file, body, request);
  });

/** Rejects accepted uploads with such a value. */
export const refusesType = (when: (sent: string, file: FilePart | undefined) => boolean): Fault =>
  overruleBody((ruling, body): Ruling => {
    const sent = sentType(body);
    const refused = ruling.outcome === 'accepted' && sent !== undefined && when(sent, filesOf(body)[0]);
    return refused ? { outcome: 'malformed', requirement: 'R9' } : ruling;
  });

/** The recognised type whose name is in the file's. */
export const namedIn = ({ fileName }: FilePart): string | undefined =>
  recognisedTypes.find((value) =>
    fileName
      .replace(/\.\w+$/, '')
      .toLowerCase()
      .includes(value.toLowerCase()),
  );

/** The type that a program's own table gives for a media type or an extension. */
export const byExtension: Record<string, string | undefined> = {
  pdf: firstType,
  docx: lastType,
  txt: lastType,
};

export const byMediaType: Record<string, string | undefined> = {
  'application/pdf': firstType,
  'text/plain': lastType,
};
