import type { ReportedCase, ReportedRequirement } from './report.ts';

/**
 * How much of each rule must be conclusive when limits leave cases out: percent of a rule's cases, by the rule's id, or
 * by `MUST` or `SHOULD` for all rules of that level. A rule's own entry wins.
 */
export type MinCoverage = Readonly<Record<string, number>>;

/** The required percentage; undefined when all cases of the rule must be conclusive, as without the option. */
export const askedOf = (
  { id, level }: Pick<ReportedRequirement, 'id' | 'level'>,
  asked: MinCoverage,
): number | undefined => asked[id] ?? asked[level];

/** Rules with fewer conclusive cases than required, one sentence each. Skipped cases do not count. */
export function shortfalls(
  requirements: readonly ReportedRequirement[],
  cases: readonly ReportedCase[],
  asked: MinCoverage,
): string[] {
  const skipped = new Set(cases.filter(({ verdict }) => verdict === 'skipped').map(({ id }) => id));
  return requirements.flatMap((requirement) => {
    const { id, told, notApplicable } = requirement;
    const percent = askedOf(requirement, asked);
    if (percent === undefined || notApplicable !== undefined) return [];
    const open = requirement.cases.filter((each) => !skipped.has(each)).length;
    // A rule that a level covers may have no conclusive case here; one that was named must have some.
    const isEnough = open === 0 ? asked[id] === undefined : told * 100 >= percent * open;
    return isEnough
      ? []
      : [`${id}: ${told} of ${open} cases were conclusive; --min-coverage requires ${percent}%.`];
  });
}

/**
 * Reads `R7=100%`, `MUST=80%`.
 *
 * @param rules the ids of all rules.
 * @returns the shares by rule or level, with a sentence for each invalid text.
 */
export function parseMinCoverage(
  texts: readonly string[],
  rules: readonly string[],
): { asked: MinCoverage; problems: string[] } {
  const asked: Record<string, number> = {};
  const problems = texts.flatMap((text) => {
    const [, name = '', percent = ''] = /^(\w+)=(\d{1,3})%$/.exec(text.trim()) ?? [];
    const rule = name.toUpperCase();
    if (name === '' || Number(percent) < 1 || Number(percent) > 100)
      return [
        `--min-coverage must be a rule or a level with a share from 1% to 100%, such as R7=100% or MUST=80%, not '${text}'`,
      ];
    if (!['MUST', 'SHOULD', ...rules].includes(rule))
      return [`--min-coverage: there is no rule ${rule}. Use ${rules[0]} to ${rules.at(-1)}, MUST or SHOULD`];
    if (Object.hasOwn(asked, rule)) return [`--min-coverage names ${rule} twice: leave one out`];
    asked[rule] = Number(percent);
    return [];
  });
  return { asked, problems };
}
