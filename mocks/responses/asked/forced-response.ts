import type { components } from '../../../generated/journal.d.ts';

/** A response to an upload, regardless of its content (see `spec/journal.yaml`). */
export type ForcedResponse = Omit<components['schemas']['NextResponse'], 'for'>;
