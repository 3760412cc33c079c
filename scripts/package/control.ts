// What `upload-contract/mock` and `upload-contract/msw` both export: how a test controls a mock and queries its requests.
export type { JournalEntry } from '../../mocks/admin/journal/entry.ts';
export type { Control, RuleHandle, RuleStart } from '../../mocks/control/control.ts';
export type { JournalFilter } from '../../mocks/control/filter.ts';
export type { BuiltInField, UploadMatch } from '../../mocks/control/match.ts';
export type { Rate } from '../../mocks/control/rate.ts';
export type { Rule } from '../../mocks/control/rule.ts';
export type { ForcedResponse } from '../../mocks/responses/asked/forced-response.ts';
export type { NextResponse } from '../../mocks/responses/asked/next-fault.ts';
