/** What the facts answer to one check, before the level of its requirement is looked at. */
export interface Answer {
  verdict: 'pass' | 'fail' | 'inconclusive' | 'skipped';
  actual: string;
}

export const pass = (actual: string): Answer => ({ verdict: 'pass', actual });
export const fail = (actual: string): Answer => ({ verdict: 'fail', actual });
export const skip = (actual: string): Answer => ({ verdict: 'skipped', actual });
export const unclear = (actual: string): Answer => ({ verdict: 'inconclusive', actual });
