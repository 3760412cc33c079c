import type { IncomingMessage } from 'node:http';
import { contract } from '../../../generated/contract.ts';
import type { BodyFacts } from '../../../spec/rules.ts';
import type { Fault } from '../mutant.ts';
import { type FilePart, filesOf, withFiles } from './readings.ts';
import { misreadBody } from './seams.ts';

/** Faults that miscount the files of an upload. */

const { content } = contract.fields;

/** Sees only some of the files. */
export const sees = (choose: (files: FilePart[], body: BodyFacts) => FilePart[]): Fault =>
  misreadBody((body) => withFiles(body, choose(filesOf(body), body)));

/** Sees only one file in such uploads, and ignores its field. */
export const seesOne = (when: (body: BodyFacts, request: IncomingMessage) => boolean): Fault =>
  misreadBody((body, request) => {
    const [first] = filesOf(body);
    return first !== undefined && when(body, request) ? withFiles(body, [{ ...first, name: content }]) : body;
  });

/** Overlooks such files. It always sees one, or it would reject the upload for having none. */
export const overlooks = (overlooked: (file: FilePart, body: BodyFacts) => boolean): Fault =>
  sees((files, body) => {
    const seen = files.filter((file) => !overlooked(file, body));
    return seen.length > 0 ? seen : files.slice(0, 1);
  });

/** Counts files that have this in common as one. */
export const folds = (key: (file: FilePart) => string): Fault =>
  sees((files) => [...new Map(files.map((file) => [key(file), file])).values()]);
