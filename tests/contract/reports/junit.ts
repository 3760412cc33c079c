import type { CheckResult } from '../engine/judge.ts';
import type { Report, ReportedCase } from '../engine/report.ts';

/** The report as JUnit XML: a suite a requirement, in it a test for each case that cites the requirement. */
export function renderJunit(report: Report): string {
  const suites = report.requirements.map(({ id, statement, cases }) => {
    const tests = report.cases.filter((result) => cases.includes(result.id));
    return renderSuite(`${id} ${statement}`, id, tests);
  });
  const judged = new Set(report.requirements.flatMap(({ cases }) => cases));
  const rest = report.cases.filter(({ id }) => !judged.has(id));
  if (rest.length > 0) suites.push(renderSuite('Not judged', undefined, rest));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="upload-contract" time="${seconds(report.durationMs)}">\n${suites.join('')}</testsuites>\n`;
}

function renderSuite(name: string, requirement: string | undefined, cases: readonly ReportedCase[]): string {
  const tests = cases.map((result) => ({ result, checks: checksFor(result, requirement) }));
  const count = (verdicts: CheckResult['verdict'][]) =>
    tests.filter(({ result, checks }) => verdicts.includes(worst(result, checks))).length;
  const attributes = `tests="${cases.length}" failures="${count(['fail'])}" errors="${count(['inconclusive'])}" skipped="${count(['skipped'])}"`;
  const body = tests.map(({ result, checks }) => renderTest(result, checks)).join('');
  return `  <testsuite name="${escape(name)}" ${attributes}>\n${body}  </testsuite>\n`;
}

const checksFor = (result: ReportedCase, requirement: string | undefined): CheckResult[] =>
  result.checks.filter((check) => requirement === undefined || check.requirement === requirement);

function worst(result: ReportedCase, checks: readonly CheckResult[]): CheckResult['verdict'] {
  if (checks.length === 0) return result.verdict;
  const order: CheckResult['verdict'][] = ['fail', 'warn', 'inconclusive', 'pass'];
  return order.find((verdict) => checks.some((check) => check.verdict === verdict)) ?? 'skipped';
}

function renderTest(result: ReportedCase, checks: readonly CheckResult[]): string {
  const verdict = worst(result, checks);
  const lines = checks
    .filter((check) => check.verdict === verdict)
    .map(({ requirement, expected, actual }) => `${requirement}: expected ${expected}; actual ${actual}`);
  const message = result.reason ?? lines.join('; ');
  const text = [...lines, ...result.exchanges.map(({ curl }) => curl)].join('\n');
  const children: Record<CheckResult['verdict'], string> = {
    pass: '',
    warn: `<system-out>${escape(text)}</system-out>`,
    fail: `<failure message="${escape(message)}">${escape(text)}</failure>`,
    inconclusive: `<error message="${escape(message)}">${escape(text)}</error>`,
    skipped: `<skipped message="${escape(message)}"/>`,
  };
  return `    <testcase classname="${escape(result.id)}" name="${escape(result.title)}" time="${seconds(result.durationMs)}">${children[verdict]}</testcase>\n`;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

/** XML 1.0 has no place for most control characters, escaped or not. */
const escape = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
