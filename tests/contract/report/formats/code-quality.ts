import { createHash } from 'node:crypto';
import type { CheckResult } from '../../judge/verdict.ts';
import { distinct } from '../findings.ts';
import type { Report, ReportedCase } from '../report.ts';
import { printableJson } from './json.ts';
import { cutText, safeLine } from './safe-text.ts';

/** An entry of GitLab's code-quality report, a subset of Code Climate's. */
interface Issue {
  description: string;
  check_name: string;
  /** Identifies a finding across branches: the same for the same rule of the same case. */
  fingerprint: string;
  severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  location: { path: string; lines: { begin: number } };
}

/** Verdicts that get an entry; passed and skipped ones do not. */
const severities: Partial<Record<CheckResult['verdict'], Issue['severity']>> = {
  fail: 'critical',
  warn: 'minor',
  inconclusive: 'info',
};

/** Merge requests show a line for each entry. */
const longest = 500;

/**
 * The report as a GitLab code-quality report, for merge requests: an entry for each rule that a case breaks, warns about
 * or could not check. A deployment has no source file, so the path names the rule and the case.
 *
 * Source: docs.gitlab.com, "Code Quality", "Code Quality report format".
 */
export const renderCodeQuality = (report: Report): string => printableJson(report.cases.flatMap(issuesOf));

const issuesOf = (result: ReportedCase): Issue[] =>
  [...new Set(result.checks.map(({ requirement }) => requirement))].flatMap((rule) => {
    const checks = distinct(result.checks.filter(({ requirement }) => requirement === rule));
    const verdict = (['fail', 'warn', 'inconclusive'] as const).find((each) =>
      checks.some((check) => check.verdict === each),
    );
    const severity = verdict && severities[verdict];
    if (severity === undefined) return [];
    return [
      issue(
        result,
        rule,
        severity,
        checks.filter((check) => check.verdict === verdict),
      ),
    ];
  });

const issue = (
  { id, title }: ReportedCase,
  rule: string,
  severity: Issue['severity'],
  checks: readonly CheckResult[],
): Issue => ({
  description: cutText(`${rule}: ${title}: ${safeLine(checks.map(sentence).join('; '))}`, longest),
  check_name: rule,
  fingerprint: createHash('sha256').update(`${rule} ${id}`).digest('hex'),
  severity,
  location: { path: `upload-contract/${rule}/${id}`, lines: { begin: 1 } },
});

const sentence = ({ expected, actual, known }: CheckResult): string =>
  `expected ${expected}; actual ${actual}${known === undefined ? '' : ` (known: ${known.reason})`}`;
