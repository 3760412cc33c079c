import { counted } from '../request/counted.ts';
import { concerns } from './known-failures.ts';
import type { Report, ReportedKnownFailure } from './report.ts';

type Headed = Pick<Report, 'verdict' | 'cases' | 'knownFailures'> & {
  selection?: Report['selection'] | undefined;
};

/**
 * The verdict in a sentence, and what limits it. Known failures stay in it: who reads no further must not take a
 * deployment for better than it is.
 */
export function headlineOf(report: Headed): string {
  const known = knownText(report);
  const sentences: Record<Report['verdict'], string> = {
    conforms: `The deployment keeps the contract${known === '' ? '' : ` but for ${known}`}.`,
    violates: `The deployment breaks the contract${known === '' ? '' : `, beside ${known}`}.`,
    inconclusive: `It could not be told whether the deployment keeps the contract${known === '' ? '' : ` but for ${known}`}.`,
  };
  const { selection } = report;
  const chosen =
    selection === undefined
      ? ''
      : ` Checked: ${selection.chosen} of ${counted(selection.of, 'case')}, chosen by ${selection.by}.`;
  return sentences[report.verdict] + chosen;
}

/** `1 known failure of R7, expires 2027-03-31, UP-12`; empty where none is accepted. */
function knownText({ cases, knownFailures }: Headed): string {
  const accepted = knownFailures.filter(({ state }) => state === 'matched');
  if (accepted.length === 0) return '';
  const texts = accepted.map((entry) => {
    const details = [
      rulesOf(entry, cases).join(' '),
      entry.expires === undefined ? '' : `expires ${entry.expires}`,
      entry.issue ?? '',
    ];
    return details.filter((detail) => detail !== '').join(', ');
  });
  const [first = ''] = texts;
  if (texts.length === 1) return `1 known failure of ${first}`;
  return `${texts.length} known failures: ${texts.map((text) => `of ${text}`).join('; ')}`;
}

/** The rules that an entry accepts as broken; its own, or those that its case breaks. */
function rulesOf(entry: ReportedKnownFailure, cases: Headed['cases']): string[] {
  if (entry.requirement !== undefined) return [entry.requirement];
  const broken = cases.flatMap(({ id, checks }) =>
    checks.filter(({ requirement, known }) => known !== undefined && concerns(entry, id, requirement)),
  );
  return [...new Set(broken.map(({ requirement }) => requirement))];
}
