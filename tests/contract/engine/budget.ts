import type { ContractCase, Step } from '../case.ts';
import { isAccepted } from './exchange.ts';
import type { StepFacts } from './facts.ts';
import type { ResolvedRequest } from './resolve.ts';
import { uploadOf } from './success-body.ts';

/** How much a run may leave behind on a deployment; undefined for no cap. */
export interface Caps {
  maxUploads?: number;
  maxBytes?: number;
}

/** Counts the uploads that a deployment takes, and says which cases the caps leave no room for. */
export function createBudget({ maxUploads = Infinity, maxBytes = Infinity }: Caps) {
  const taken = { uploads: 0, bytes: 0 };
  const reserved = { uploads: 0, bytes: 0 };

  return {
    /** Makes room for what a case is expected to leave behind. @returns the reason when there is none. */
    reserve(contractCase: ContractCase, requests: readonly ResolvedRequest[]): string | undefined {
      const uploads = requests.filter((_, index) => isTaken(contractCase.steps[index]));
      const bytes = uploads.reduce((sum, request) => sum + fileBytes(request), 0);
      if (taken.uploads + reserved.uploads + uploads.length > maxUploads)
        return `beyond --max-uploads ${maxUploads}`;
      if (taken.bytes + reserved.bytes + bytes > maxBytes) return `beyond --max-bytes ${maxBytes}`;
      reserved.uploads += uploads.length;
      reserved.bytes += bytes;
      return undefined;
    },
    /** Puts what really was left behind in the place of what was reserved. */
    settle(contractCase: ContractCase, steps: readonly Pick<StepFacts, 'sent' | 'exchange'>[]): void {
      for (const [index, { sent, exchange }] of steps.entries()) {
        if (isTaken(contractCase.steps[index])) {
          reserved.uploads -= 1;
          reserved.bytes -= fileBytes(sent);
        }
        if (!isAccepted(exchange.response)) continue;
        taken.uploads += 1;
        taken.bytes += fileBytes(sent);
      }
    },
    taken: () => ({ ...taken }),
  };
}

/** A deployment that is right may keep what comes of this step. */
const isTaken = (step: Step | undefined): boolean =>
  step?.expect.outcome === 'accepted' || step?.expect.outcome === 'as-control';

export type Budget = ReturnType<typeof createBudget>;

const fileBytes = (request: ResolvedRequest): number => uploadOf(request).file?.bytes.length ?? 0;
