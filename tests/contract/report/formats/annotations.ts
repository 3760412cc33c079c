import { absoluteLink } from '../../../../spec/docs-url.ts';
import { counted } from '../../request/counted.ts';
import { differencesOf, type RuleDifferences } from '../differences.ts';
import type { Report } from '../report.ts';
import { headingOf } from './difference-heading.ts';

/** GitHub shows ten annotations of a kind per step, so each one names a requirement and lists its cases. */
const namedCases = 10;
const namedDifferences = 5;

/**
 * Workflow commands for GitHub Actions: an annotation for each requirement that is broken or warned about.
 *
 * Source: docs.github.com, "Workflow commands for GitHub Actions".
 */
export function renderAnnotations(report: Report): string[] {
  return (['fail', 'warn'] as const).flatMap((verdict) =>
    differencesOf(report, verdict).map((rule) => {
      const { id, level } = rule.requirement;
      const command = verdict === 'fail' ? 'error' : 'warning';
      return `::${command} title=${property(`${id} ${level}`)}::${data(messageOf(rule))}`;
    }),
  );
}

/** Differences come first, because GitHub's list of annotations shows only the beginning. */
function messageOf({ requirement, differences }: RuleDifferences): string {
  const hidden = differences.length - namedDifferences;
  const ids = [...new Set(differences.flatMap(({ cases }) => cases.map(({ id }) => id)))];
  const docs = absoluteLink(requirement.docs);
  const more = ids.length > namedCases ? ` and ${ids.length - namedCases} more` : '';
  return [
    ...differences.slice(0, namedDifferences).map(headingOf),
    ...(hidden > 0 ? [counted(hidden, 'more difference')] : []),
    requirement.statement,
    `Cases: ${ids.slice(0, namedCases).join(', ')}${more}`,
    ...(docs === undefined ? [] : [`Docs: ${docs}`]),
  ].join('\n');
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
