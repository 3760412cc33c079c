import type { Contract } from '../../../spec/contract.ts';
import type { Requirement } from '../../../spec/requirements.ts';
import type { CaseView } from './case.ts';
import type { ChangelogEntry } from './changelog.ts';
import type { RuleVerdict } from './verdict.ts';

/** A rule as its page shows it. */
export interface RuleView extends Omit<Requirement, 'title'> {
  title: string;
  /** The cases that test it. */
  cases: CaseView[];
  /** Cases of other rules that check it, too, grouped by their own rule. */
  others: { rule: string; cases: CaseView[] }[];
  history: ChangelogEntry[];
  verdict?: RuleVerdict;
  /** The responses of the spec that depend on it. */
  responses: { status: number; example: string; summary: string }[];
}

export function ruleViews(
  contract: Contract,
  cases: readonly CaseView[],
  changelog: readonly ChangelogEntry[],
  verdicts: ReadonlyMap<string, RuleVerdict> | undefined,
): RuleView[] {
  const ids = contract.requirements.map(({ id }) => id);
  return contract.requirements.map((rule): RuleView => {
    const elsewhere = cases.filter((each) => each.rule !== rule.id && each.cited.includes(rule.id));
    const verdict = verdicts?.get(rule.id);
    return {
      ...rule,
      title: rule.title ?? rule.statement.split(/[.;:,]/)[0] ?? rule.id,
      cases: cases.filter((each) => each.rule === rule.id),
      others: ids
        .map((id) => ({ rule: id, cases: elsewhere.filter((each) => each.rule === id) }))
        .filter((group) => group.cases.length > 0),
      history: changelog.filter(({ rules }) => rules.has(rule.id)),
      ...(verdict !== undefined && { verdict }),
      responses: responsesOn(rule.id, contract),
    };
  });
}

const responsesOn = (id: string, { responses }: Contract): RuleView['responses'] =>
  responses.flatMap(({ status, example, summary, body }) => {
    const isOwn =
      typeof body === 'object' && body !== null && 'requirement' in body && body.requirement === id;
    return isOwn && example !== null ? [{ status, example, summary }] : [];
  });
