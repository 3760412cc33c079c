import { absoluteLink, rulePage } from '../../../../spec/docs-url.ts';
import { counted } from '../../request/counted.ts';
import { differencesOf, type RuleDifferences } from '../differences.ts';
import { countsSentence } from '../findings.ts';
import type { Report } from '../report.ts';
import { whatDiffers } from './difference-heading.ts';
import { safeLine, wrap } from './safe-text.ts';
import { badge, fitted, type TerminalStyle } from './terminal-style.ts';

/** The last ten lines of a log have to say what is wrong: this many of them are for the rules. */
const ruleLines = 5;

/** More reports than this share a line. */
const reportLines = 2;

/** Columns before the text of a rule's line: the badge. */
const indent = 6;

/** The end of the log: the rules that decided the verdict, the paths of the reports, and the verdict itself. */
export const renderEnding = (report: Report, reports: readonly string[], style: TerminalStyle): string =>
  [
    ...rulesThatDecided(report, style),
    ...placesOf(reports, report, style),
    ...verdictLines(report, style),
  ].join('\n');

/** A line per rule: the number of cases, and the difference that most of them show. */
function rulesThatDecided(report: Report, style: TerminalStyle): string[] {
  const rules = decisive(report);
  const inFull = rules.length > ruleLines ? ruleLines - 1 : ruleLines;
  const rest = rules.slice(inFull).map((rule) => `${rule.requirement.id} (${counted(rule.cases, 'case')})`);
  return [
    ...rules.slice(0, inFull).map((rule) => {
      const verdict = rule.differences[0]?.check.verdict ?? 'fail';
      return `${badge(verdict, style)}  ${fitted(lineOf(rule), style.width - indent)}`;
    }),
    ...(rest.length === 0 ? [] : [fitted(`      and ${rest.join(', ')}`, style.width)]),
  ];
}

function decisive(report: Report): RuleDifferences[] {
  if (report.verdict === 'violates') {
    const broken = differencesOf(report, 'fail');
    if (!report.strict) return broken;
    const warned = differencesOf(report, 'warn').filter(({ differences }) =>
      differences.some(({ check }) => check.known === undefined),
    );
    return [...broken, ...warned];
  }
  return report.verdict === 'inconclusive' ? differencesOf(report, 'inconclusive') : [];
}

function lineOf({ requirement, differences, cases }: RuleDifferences): string {
  const [first, ...others] = differences;
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : `; and ${counted(others.length, 'more difference')}`;
  return `${requirement.id} ${requirement.level}, ${counted(cases, 'case')}: ${whatDiffers(first)}${more}`;
}

function placesOf(reports: readonly string[], report: Report, { width }: TerminalStyle): string[] {
  const reference = referenceLines(report);
  if (reports.length + reference.length <= reportLines)
    return [...reports.map((file) => `Report: ${file}`), ...reference];
  return [
    ...wrap(`${reports.length === 1 ? 'Report' : 'Reports'}: ${reports.join(', ')}`, width),
    ...reference,
  ];
}

/** The page of the rule that decided the verdict, or the page of all rules when there are several. */
function referenceLines(report: Report): string[] {
  const docs = absoluteLink(report.docs);
  if (docs === undefined) return [];
  const [rule, ...others] = decisive(report);
  if (rule === undefined) return [];
  return [`Reference: ${others.length === 0 ? rulePage(docs, rule.requirement.id) : `${docs}rules.html`}`];
}

function verdictLines(report: Report, { colours, width }: TerminalStyle): string[] {
  const colour = { conforms: colours.green, violates: colours.red, inconclusive: colours.magenta }[
    report.verdict
  ];
  const strict = report.strict ? ' Warnings count as failures here (--strict).' : '';
  const sentence = `${safeLine(report.headline)} ${countsSentence(report)}.${strict}`;
  return wrap(sentence, width).map((line) => colour(line));
}
