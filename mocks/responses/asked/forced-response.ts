import type { components } from '../../../generated/journal.d.ts';

/** How an upload is to be answered, whatever it is (described in `spec/journal.yaml`). */
export type ForcedResponse = Omit<components['schemas']['NextResponse'], 'for'>;
