import type { ResolvedRequest } from '../request/resolve.ts';
import type { FailedAttempt, SentStep } from '../wire/attempt.ts';
import { isAccepted, type TransportError } from '../wire/exchange.ts';

/** How much a run may leave behind on a deployment; undefined for no cap. */
export interface Caps {
  maxUploads?: number;
  maxBytes?: number;
}

/**
 * Counts the uploads that a deployment takes, and says which cases the caps leave no room for. Every upload has its room
 * while it is under way, also one that ought to be refused: what a faulty deployment takes is within the caps, too.
 */
export function createBudget({ maxUploads = Infinity, maxBytes = Infinity }: Caps) {
  const taken = { uploads: 0, bytes: 0 };
  /** What may be stored, and no response says so: it never gives its room back. */
  const doubtful = { uploads: 0, bytes: 0 };
  const underWay = { uploads: 0, bytes: 0 };
  const waiting: (() => void)[] = [];

  /** The cap that the sizes exceed together. */
  const exceeded = (...sizes: Size[]): string | undefined => {
    const sum = (of: keyof Size): number => sizes.reduce((total, size) => total + size[of], 0);
    if (sum('uploads') > maxUploads) return `beyond --max-uploads ${maxUploads}`;
    return sum('bytes') > maxBytes ? `beyond --max-bytes ${maxBytes}` : undefined;
  };

  return {
    /**
     * Makes room for what a case may leave behind. Waits for cases under way where these may give their room back, so
     * that what is sent does not depend on how many are sent at a time.
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
     * Puts what really was left behind in the place of what a case had reserved.
     *
     * @returns what the deployment took.
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

/** A request with a body is an upload, however odd; one without leaves nothing behind, whatever the response says. */
const sizeOf = (requests: readonly ResolvedRequest[]): Size => ({
  uploads: requests.filter(({ body }) => body.kind !== 'none').length,
  bytes: requests.reduce((sum, request) => sum + fileBytes(request), 0),
});

function fileBytes({ body }: ResolvedRequest): number {
  if (body.kind === 'raw') return body.file.bytes.length;
  if (body.kind !== 'multipart') return 0;
  return body.parts.reduce((sum, part) => sum + ('file' in part ? part.file.bytes.length : 0), 0);
}

/** The request went out, and whether it was refused is not known. */
const mayBeStored = (failure: TransportError | FailedAttempt | null): boolean =>
  failure !== null &&
  ['reset', 'timeout', 'malformed-response', 'not-http', 'trouble'].includes(failure.kind);
