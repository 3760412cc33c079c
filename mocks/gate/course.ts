import type { HeadFacts, PartFacts } from '../../spec/rules.ts';
import type { UploadFacts } from '../control/match.ts';
import { createPacer, readRate } from '../control/rate.ts';
import type { ForcedResponse } from '../responses/asked/forced-response.ts';

/** A forced end of reading before the upload is complete. */
export type Cut = 'stall' | 'reset' | 'early';

/** Controls how an upload is read when it is not simply read as it arrives. */
export interface Course {
  /** Looks at the bytes so far. @returns how many milliseconds to wait for more, or a forced end. */
  after(bytes: number): number | Cut;
  /** The response that was forced on the upload so far. */
  readonly forced: ForcedResponse | undefined;
}

/** The part of a body that has been read. */
export interface BodySoFar {
  parts: readonly PartFacts[];
  /** The name of the file being received. */
  openFile: string | undefined;
}

/**
 * Makes the course of one upload.
 *
 * @param soFar undefined when the body is not read.
 * @param uploadRate the rate of all uploads, in bytes per second.
 */
export function createCourse(
  forced: { takeEarly(facts: UploadFacts): ForcedResponse | undefined },
  head: HeadFacts,
  headers: UploadFacts['headers'],
  soFar: (() => BodySoFar) | undefined,
  uploadRate: number | undefined,
): Course {
  const { clientId, authorization } = head;
  const wait = createPacer();
  let taken: ForcedResponse | undefined;
  let before = 0;
  return {
    after(bytes) {
      const read = soFar?.() ?? nothing;
      taken ??= forced.takeEarly({ clientId, authorization, headers, ...read, whole: false });
      const cut = taken && cutOf(taken, bytes);
      if (cut !== undefined) return cut;
      const rate = readRate(taken?.uploadRate) ?? uploadRate;
      const milliseconds = rate === undefined ? 0 : wait(bytes - before, rate);
      before = bytes;
      return milliseconds;
    },
    get forced() {
      return taken;
    },
  };
}

const nothing: BodySoFar = { parts: [], openFile: undefined };

function cutOf({ afterBytes = 0, stall, reset, respondBeforeBody }: ForcedResponse, bytes: number) {
  if (bytes < afterBytes) return undefined;
  if (stall) return 'stall';
  if (reset) return 'reset';
  return respondBeforeBody ? 'early' : undefined;
}
