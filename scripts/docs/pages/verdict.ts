import { countsSentence, verdictWords } from '../../../tests/contract/report/findings.ts';
import { toldOf } from '../../../tests/contract/report/notes.ts';
import type { Report } from '../../../tests/contract/report/report.ts';

/** The last verdict on one rule. */
export interface RuleVerdict {
  verdict: string;
  word: string;
  told: string;
  /** The cases that break it, with the expected and the actual result. */
  broken: { id: string; verdict: string; word: string; expected: string; actual: string }[];
}

/** The last verdict on a deployment. */
export interface VerdictView {
  verdict: Report['verdict'];
  headline: string;
  counts: string;
  facts: [name: string, value: string][];
  notes: readonly string[];
  rules: ReadonlyMap<string, RuleVerdict>;
  /** The verdict of each case, by id. */
  cases: ReadonlyMap<string, { verdict: string; word: string }>;
}

export function verdictView(report: Report): VerdictView {
  const { baseUrl } = report.deployment;
  return {
    verdict: report.verdict,
    headline: report.headline,
    counts: countsSentence(report),
    facts: [
      ['Deployment', baseUrl],
      ['Checked', `${report.startedAt.slice(0, 16).replace('T', ' ')} UTC`],
      ['By', `${report.tool.name} ${report.tool.version}`],
    ],
    notes: report.notes,
    rules: new Map(report.requirements.map((rule) => [rule.id, ruleVerdict(rule, report)])),
    cases: new Map(report.cases.map(({ id, verdict }) => [id, { verdict, word: verdictWords[verdict] }])),
  };
}

function ruleVerdict(rule: Report['requirements'][number], report: Report): RuleVerdict {
  const unchecked = rule.notApplicable === undefined ? 'not checked' : 'not applicable';
  const broken = report.cases.flatMap(({ id, checks }) => {
    const check = checks.find(
      ({ requirement, verdict }) => requirement === rule.id && (verdict === 'fail' || verdict === 'warn'),
    );
    if (check === undefined) return [];
    const { verdict, expected, actual } = check;
    return [{ id, verdict, word: verdictWords[verdict], expected, actual }];
  });
  return {
    verdict: rule.cases.length === 0 ? 'skipped' : rule.verdict,
    word: rule.cases.length === 0 ? unchecked : verdictWords[rule.verdict],
    told: toldOf(rule),
    broken,
  };
}
