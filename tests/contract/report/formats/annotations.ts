import { byRequirement, findingsOf } from '../findings.ts';
import type { Report } from '../report.ts';
import { safeLine } from './safe-text.ts';

/** A step shows ten annotations of a kind, so each names a requirement and lists its cases. */
const namedCases = 10;

/**
 * Workflow commands for GitHub Actions: an annotation for each requirement that is broken or warned about.
 *
 * Source: docs.github.com, "Workflow commands for GitHub Actions".
 */
export function renderAnnotations(report: Report): string[] {
  return (['fail', 'warn'] as const).flatMap((verdict) =>
    byRequirement(report, findingsOf(report, verdict)).map(([{ id, level, statement }, findings]) => {
      const ids = findings.map(({ result }) => result.id);
      const more = ids.length > namedCases ? ` and ${ids.length - namedCases} more` : '';
      const first = findings[0]?.broken[0]?.check;
      const message = `${statement}\nExpected ${first?.expected}; actual ${safeLine(first?.actual ?? '')}\nCases: ${ids.slice(0, namedCases).join(', ')}${more}`;
      const command = verdict === 'fail' ? 'error' : 'warning';
      return `::${command} title=${property(`${id} ${level}`)}::${data(message)}`;
    }),
  );
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
