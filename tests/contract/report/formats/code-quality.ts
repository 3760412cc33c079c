import { createHash } from 'node:crypto';
import { type Difference, differencesOf } from '../differences.ts';
import type { Report } from '../report.ts';
import { headingOf } from './difference-heading.ts';
import { printableJson } from './json.ts';
import { cutText, safeLine } from './safe-text.ts';

/** An entry of GitLab's code-quality report, a subset of Code Climate's. */
interface Issue {
  description: string;
  check_name: string;
  /** Identifies a finding across branches: equal for the same difference. */
  fingerprint: string;
  severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  location: { path: string; lines: { begin: number } };
}

/** Verdicts that get an entry; passed and skipped ones do not. */
const severities = { fail: 'critical', warn: 'minor', inconclusive: 'info' } as const;
const verdicts = ['fail', 'warn', 'inconclusive'] as const;

/** Merge requests show a line for each entry. */
const longest = 500;
const namedCases = 5;

/**
 * The report as a GitLab code-quality report, for merge requests: an entry for each difference that breaks a rule, is a
 * warning or is inconclusive, however many cases show it. A deployment has no source file, so the path names the rule
 * and the first case.
 *
 * Source: docs.gitlab.com, "Code Quality", "Code Quality report format".
 */
export const renderCodeQuality = (report: Report): string =>
  printableJson(
    verdicts.flatMap((verdict) =>
      differencesOf(report, verdict).flatMap(({ differences }) =>
        differences.map((difference) => issue(difference, severities[verdict])),
      ),
    ),
  );

const issue = (difference: Difference, severity: Issue['severity']): Issue => ({
  description: cutText(`${headingOf(difference)}: ${casesText(difference)}`, longest),
  check_name: difference.requirement.id,
  fingerprint: createHash('sha256').update(difference.key).digest('hex'),
  severity,
  location: {
    path: `upload-contract/${difference.requirement.id}/${difference.example.result.id}`,
    lines: { begin: 1 },
  },
});

function casesText({ cases, check: { known } }: Difference): string {
  const named = cases.slice(0, namedCases).map(({ id }) => id);
  const more = cases.length - named.length;
  const reason = known === undefined ? '' : ` (known: ${safeLine(known.reason)})`;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}${reason}`;
}
