import { counted } from '../request/counted.ts';
import { concerns, isOutdated } from './known-failures.ts';
import { breaksRules } from './overall.ts';
import type { Report, ReportedKnownFailure } from './report.ts';

type Headed = Pick<Report, 'verdict' | 'strict' | 'cases' | 'knownFailures' | 'requirements'> & {
  selection?: Report['selection'] | undefined;
  minCoverage?: Report['minCoverage'] | undefined;
};

/**
 * The verdict in a sentence, and what limits it. The sentence names known failures, so that a reader who stops there
 * does not think better of the deployment than it is.
 */
export function headlineOf(report: Headed): string {
  const known = knownText(report);
  const sentences: Record<Report['verdict'], string> = {
    conforms: `The deployment keeps the contract${known === '' ? '' : ` except for ${known}`}.`,
    violates: breaksRules(report)
      ? `The deployment breaks the contract${known === '' ? '' : `, in addition to ${known}`}.`
      : outdatedText(report),
    inconclusive: `Inconclusive: the run could not tell whether the deployment keeps the contract${known === '' ? '' : ` except for ${known}`}.`,
  };
  return sentences[report.verdict] + chosenText(report) + cappedText(report);
}

/** The deployment is not to blame for entries of the list that no longer apply. */
const outdatedText = ({ knownFailures }: Headed): string =>
  `The list of known failures is out of date: ${counted(knownFailures.filter(isOutdated).length, 'entry', 'entries')} to correct.`;

/** A tester who chose some of the cases must not read the verdict as one on all of them. */
function cappedText({ minCoverage, cases }: Headed): string {
  const untold = cases.filter(({ verdict }) => verdict === 'inconclusive').length;
  if (minCoverage === undefined || untold === 0) return '';
  const shares = Object.entries(minCoverage).map(([rule, percent]) => `${rule} ${percent}%`);
  return ` ${untold} of ${counted(cases.length, 'case')} inconclusive; required: ${shares.join(', ')}.`;
}

/** ` smoke: 25 of 328 cases; not checked: R14, R16 to R18.` */
function chosenText({ selection, requirements }: Headed): string {
  if (selection === undefined) return '';
  const { chosen, of, by } = selection;
  const cases = `${chosen} of ${counted(of, 'case')}`;
  const open = requirements
    .filter((requirement) => requirement.cases.length === 0 && requirement.notApplicable === undefined)
    .map(({ id }) => id);
  const left = open.length === 0 ? '' : `; not checked: ${rangesOf(open, requirements).join(', ')}`;
  // The word for the whole choice comes first, so that nobody takes a smoke run for a full one.
  if (/^--(smoke|rule|shard)\b/.test(by)) return ` ${by.replaceAll('--', '')}: ${cases}${left}.`;
  return ` Checked: ${cases}, chosen by ${by}${left}.`;
}

/** Neighbours in the list of rules become a range: `R14`, `R16 to R18`. */
function rangesOf(ids: readonly string[], requirements: Headed['requirements']): string[] {
  const ranges: string[][] = [];
  const before = new Map(requirements.map(({ id }, index) => [id as string, requirements[index - 1]?.id]));
  for (const id of ids) {
    const last = ranges.at(-1);
    if (last !== undefined && last.at(-1) === before.get(id)) last.push(id);
    else ranges.push([id]);
  }
  return ranges.flatMap((range) => (range.length > 2 ? [`${range[0]} to ${range.at(-1)}`] : range));
}

/** `1 known failure of R7, expires 2027-03-31, UP-12`; empty when none is accepted. */
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

/** The rules that an entry accepts as broken: its own, or those that its case breaks. */
function rulesOf(entry: ReportedKnownFailure, cases: Headed['cases']): string[] {
  if (entry.requirement !== undefined) return [entry.requirement];
  const broken = cases.flatMap(({ id, checks }) =>
    checks.filter(({ requirement, known }) => known !== undefined && concerns(entry, id, requirement)),
  );
  return [...new Set(broken.map(({ requirement }) => requirement))];
}
