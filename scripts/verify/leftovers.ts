import { createRedactor } from '../../tests/contract/report/redact.ts';
import type { Report } from '../../tests/contract/report/report.ts';
import { counted } from '../../tests/contract/request/counted.ts';
import type { AcceptedUpload } from '../../tests/contract/run/uploads.ts';
import type { Deployment } from '../../tests/contract/settings.ts';
import { type CleanupState, cleanUp, withCleanup } from './cleanup.ts';
import { renderUpload, writeUploads } from './uploads-list.ts';

/** Options for the uploads that a run leaves behind. */
export interface LeftoverOptions {
  cleanupCommand?: string;
  listUploads?: string;
}

/** Follows the uploads that a run leaves behind, then has them removed and listed. */
export function createLeftovers({ cleanupCommand, listUploads }: LeftoverOptions, deployment: Deployment) {
  const uploads: AcceptedUpload[] = [];
  const redact = createRedactor(deployment.token ?? '', deployment.secrets);
  const list = (states: readonly CleanupState[] = []): void => {
    if (listUploads === undefined) return;
    writeUploads(
      listUploads,
      uploads.map((upload, index) => renderUpload(upload, redact, states[index])),
    );
  };
  return {
    onUpload: (upload: AcceptedUpload): void => void uploads.push(upload),
    count: (): number => uploads.length,
    /** Writes the current list, for a run that is interrupted. */
    list,
    /**
     * Cleans up after the run, and writes the list.
     *
     * @param tell called with progress messages.
     * @returns the report with the outcome.
     */
    async settle(report: Report, tell: (text: string) => void): Promise<Report> {
      if (cleanupCommand === undefined) {
        list();
        return report;
      }
      if (uploads.length > 0) tell(`\nCleaning up: ${counted(uploads.length, 'upload')}.`);
      const { states, cleanup } = await cleanUp(cleanupCommand, uploads, deployment);
      list(states);
      return withCleanup(report, cleanup);
    },
  };
}

export type Leftovers = ReturnType<typeof createLeftovers>;
