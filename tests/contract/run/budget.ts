import type { ContractCase } from '../case.ts';
import type { StepFacts } from '../judge/facts.ts';
import type { ResolvedRequest } from '../request/resolve.ts';
import type { FailedAttempt } from '../wire/attempt.ts';
import { isAccepted, type TransportError } from '../wire/exchange.ts';

/** How much a run may leave behind on a deployment; undefined for no cap. */
export interface Caps {
  maxUploads?: number;
  maxBytes?: number;
}

/** The share of a cap that uploads fill which ought to be accepted; refusals are still sent beyond it. */
const shareOfAccepted = 3 / 4;

/**
 * Counts the uploads that a deployment takes, and says which cases the caps leave no room for. Every upload has its room
 * while it is under way, also one that ought to be refused: what a faulty deployment takes is within the caps, too.
 */
export function createBudget({ maxUploads = Infinity, maxBytes = Infinity }: Caps) {
  const taken = { uploads: 0, bytes: 0 };
  const reserved = { uploads: 0, bytes: 0 };

  return {
    /** Makes room for what a case may leave behind. @returns the reason when there is none. */
    reserve({ steps }: ContractCase, requests: readonly ResolvedRequest[]): string | undefined {
      const need = sizeOf(requests);
      if (need.uploads === 0) return undefined;
      const mayBeKept = steps.some(({ expect }) => ['accepted', 'as-control'].includes(expect.outcome));
      const share = mayBeKept ? shareOfAccepted : 1;
      if (taken.uploads + reserved.uploads + need.uploads > Math.ceil(maxUploads * share))
        return `beyond --max-uploads ${maxUploads}`;
      if (taken.bytes + reserved.bytes + need.bytes > Math.ceil(maxBytes * share))
        return `beyond --max-bytes ${maxBytes}`;
      add(reserved, need);
      return undefined;
    },
    /** Puts what really was left behind in the place of what was reserved; what got no answer keeps its room. */
    settle(steps: readonly Outcome[]): void {
      for (const { sent, exchange, failedAttempts } of steps) {
        const size = sizeOf([sent]);
        for (const failed of failedAttempts) if (mayBeStored(failed)) add(reserved, size);
        if (mayBeStored(exchange.error)) continue;
        add(reserved, size, -1);
        if (isAccepted(exchange.response)) add(taken, size);
      }
    },
    taken: () => ({ ...taken }),
  };
}

type Outcome = Pick<StepFacts, 'sent' | 'exchange' | 'failedAttempts'>;

interface Size {
  uploads: number;
  bytes: number;
}

function add(sum: Size, { uploads, bytes }: Size, times = 1): void {
  sum.uploads += uploads * times;
  sum.bytes += bytes * times;
}

/** A request with a body is an upload, however odd; one without leaves nothing behind, whatever the answer says. */
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
