import type { ResolvedRequest } from '../request/resolve.ts';
import type { FailedAttempt, SentStep } from '../wire/attempt.ts';
import { isAccepted, type TransportError } from '../wire/exchange.ts';

/** How much a run may leave behind on a deployment; undefined for no limit. */
export interface Caps {
  maxUploads?: number;
  maxBytes?: number;
}

/**
 * Counts the uploads that a deployment accepts, and decides which cases fit under the limits. Every upload reserves its
 * room while it is sent, even one that must be rejected: the limits hold on a faulty deployment, too.
 */
export function createBudget({ maxUploads = Infinity, maxBytes = Infinity }: Caps) {
  const taken = { uploads: 0, bytes: 0 };
  /** Bytes that may be stored although no response says so; this room is never released. */
  const doubtful = { uploads: 0, bytes: 0 };
  const underWay = { uploads: 0, bytes: 0 };
  const waiting: (() => void)[] = [];

  /** The limit that these sizes together exceed. */
  const exceeded = (...sizes: Size[]): string | undefined => {
    const sum = (of: keyof Size): number => sizes.reduce((total, size) => total + size[of], 0);
    if (sum('uploads') > maxUploads) return `beyond --max-uploads ${maxUploads}`;
    return sum('bytes') > maxBytes ? `beyond --max-bytes ${maxBytes}` : undefined;
  };

  return {
    /**
     * Reserves room for what a case may leave behind. Waits for running cases that may release theirs, so that the
     * choice of cases does not depend on the concurrency.
     *
     * @returns the reason when there is no room.
     */
    async reserve(requests: readonly ResolvedRequest[]): Promise<string | undefined> {
      const need = sizeOf(requests);
      if (need.uploads === 0) return undefined;
      for (;;) {
        const reason = exceeded(taken, doubtful, need);
        if (reason !== undefined) return reason;
        if (exceeded(taken, doubtful, underWay, need) === undefined) break;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      add(underWay, need);
      return undefined;
    },
    /**
     * Replaces the reservation of a case by what it left behind.
     *
     * @returns what the deployment accepted.
     */
    settle(requests: readonly ResolvedRequest[], steps: readonly SentStep[]): Size {
      const reserved = sizeOf(requests);
      const own = { uploads: 0, bytes: 0 };
      if (reserved.uploads > 0) add(underWay, reserved, -1);
      for (const { sent, exchange, failedAttempts } of steps) {
        const size = sizeOf([sent]);
        for (const failed of failedAttempts) if (mayBeStored(failed)) add(doubtful, size);
        if (mayBeStored(exchange.error)) add(doubtful, size);
        else if (isAccepted(exchange.response)) add(own, size);
      }
      add(taken, own);
      for (const proceed of waiting.splice(0)) proceed();
      return own;
    },
    taken: () => ({ ...taken }),
  };
}

interface Size {
  uploads: number;
  bytes: number;
}

function add(sum: Size, { uploads, bytes }: Size, times = 1): void {
  sum.uploads += uploads * times;
  sum.bytes += bytes * times;
}

/**
 * A request with a body is an upload, however odd. A request without one leaves nothing behind, whatever the response
 * says.
 */
const sizeOf = (requests: readonly ResolvedRequest[]): Size => ({
  uploads: requests.filter(({ body }) => body.kind !== 'none').length,
  bytes: requests.reduce((sum, request) => sum + fileBytes(request), 0),
});

function fileBytes({ body }: ResolvedRequest): number {
  if (body.kind === 'raw') return body.file.size;
  if (body.kind !== 'multipart') return 0;
  return body.parts.reduce((sum, part) => sum + ('file' in part ? part.file.size : 0), 0);
}

/** The request was sent, and it is unknown whether it was rejected. */
const mayBeStored = (failure: TransportError | FailedAttempt | null): boolean =>
  failure !== null &&
  ['reset', 'timeout', 'malformed-response', 'not-http', 'trouble'].includes(failure.kind);
