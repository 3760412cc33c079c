import { absoluteLink } from '../../../../spec/docs-url.ts';
import { type CheckResult, type Verdict, worstOf } from '../../judge/verdict.ts';
import { type Difference, differencesOf } from '../differences.ts';
import { contractSentence } from '../findings.ts';
import { toldOf } from '../notes.ts';
import type { Report, ReportedCase } from '../report.ts';
import { type HttpTextLimits, requestLines, responseLines } from './http-text.ts';
import { safeText } from './safe-text.ts';

/** A case as one requirement sees it: with the checks that cite it. */
interface Test {
  result: ReportedCase;
  checks: CheckResult[];
  verdict: Verdict;
  /** Cases that show the exchanges of the same differences; none if this case is the first for any of them. */
  shownBy: string[];
}

interface Suite {
  /** `R7`, or `unjudged`. */
  id: string;
  name: string;
  tests: Test[];
}

const shown: HttpTextLimits = { body: 1000, lines: 40, header: 200, headers: 30 };

/**
 * The report as JUnit XML, as Jenkins and GitLab read it: a suite per requirement, with a test for each case that cites
 * the requirement. A warning passes, with its text in `system-out`. An inconclusive case is an error. Of cases that differ
 * in the same way, the first has the exchanges, and the others name it.
 */
export function renderJunit(report: Report): string {
  const suites = [...requirementSuites(report), ...unjudgedSuite(report)];
  const { tests, failures, errors } = count(suites.flatMap((suite) => suite.tests));
  const totals = attributes({
    name: report.tool.name,
    tests,
    failures,
    errors,
    time: seconds(report.durationMs),
  });
  const body = suites.map((suite) => renderSuite(suite, report)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${totals}>\n${body}</testsuites>\n`;
}

function requirementSuites(report: Report): Suite[] {
  const shown = differencesOf(report, 'fail', 'warn', 'inconclusive');
  return report.requirements.map(({ id, level, statement, cases }) => ({
    id,
    name: `${id} ${level}: ${statement}`,
    tests: report.cases
      .filter((result) => cases.includes(result.id))
      .map((result) => {
        const checks = result.checks.filter(({ requirement }) => requirement === id);
        const verdict = worstOf(checks.map(({ verdict }) => verdict));
        const own = shown.find(({ requirement }) => requirement.id === id)?.differences ?? [];
        return { result, checks, verdict, shownBy: shownBy(result, verdict, own) };
      }),
  }));
}

function shownBy(result: ReportedCase, verdict: Verdict, differences: readonly Difference[]): string[] {
  const own = differences.filter(({ check, cases }) => check.verdict === verdict && cases.includes(result));
  const examples = new Set(own.map(({ example }) => example.result));
  return examples.has(result) ? [] : [...examples].map(({ id }) => id);
}

/** Cases without any check would otherwise be lost. */
function unjudgedSuite({ cases }: Report): Suite[] {
  const tests = cases
    .filter(({ checks }) => checks.length === 0)
    .map((result) => ({ result, checks: [], verdict: result.verdict, shownBy: [] }));
  return tests.length === 0 ? [] : [{ id: 'unjudged', name: 'Not judged', tests }];
}

function count(tests: readonly Test[]) {
  const tally = (counted: Verdict) => tests.filter(({ verdict }) => verdict === counted).length;
  return {
    tests: tests.length,
    failures: tally('fail'),
    errors: tally('inconclusive'),
    skipped: tally('skipped'),
  };
}

function renderSuite({ id, name, tests }: Suite, report: Report): string {
  const { baseUrl, clientId, accountId } = report.deployment;
  const { verdict, headline } = report;
  const contract = contractSentence(report);
  const told = report.requirements.filter((requirement) => requirement.id === id).map(toldOf);
  const facts = {
    baseUrl,
    clientId,
    accountId,
    verdict,
    headline,
    contract,
    ...(told[0] && { told: told[0] }),
  };
  const properties = Object.entries(facts).map(
    ([property, value]) => `      <property ${attributes({ name: property, value })}/>\n`,
  );
  const time = seconds(tests.reduce((sum, { result }) => sum + result.durationMs, 0));
  const own = attributes({ name, ...count(tests), time, timestamp: report.startedAt.slice(0, 19) });
  const body = tests.map((test) => renderTest(test, `${report.tool.name}.${id}`)).join('');
  return `  <testsuite ${own}>\n    <properties>\n${properties.join('')}    </properties>\n${body}  </testsuite>\n`;
}

function renderTest(test: Test, classname: string): string {
  const { result, checks, verdict } = test;
  const { id, title, durationMs } = result;
  const own = attributes({ classname, name: `${id}: ${title}`, time: seconds(durationMs) });
  const decisive = checks.filter((check) => check.verdict === verdict);
  const message = result.reason ?? decisive.map(sentence).join('; ');
  const children: Record<Verdict, () => string> = {
    pass: () => '',
    warn: () => element('system-out', {}, `Warning: ${details(test, decisive)}`),
    fail: () => element('failure', { type: 'broken', message }, details(test, decisive)),
    inconclusive: () => element('error', { type: 'inconclusive', message }, details(test, decisive)),
    skipped: () => element('skipped', { message }, ''),
  };
  const child = children[verdict]();
  return child === '' ? `    <testcase ${own}/>\n` : `    <testcase ${own}>${child}</testcase>\n`;
}

const sentence = ({ expected, actual, known }: CheckResult): string =>
  `expected ${expected}; actual ${actual}${known === undefined ? '' : ` (known: ${known.reason})`}`;

function details({ result, shownBy }: Test, checks: readonly CheckResult[]): string {
  const sentences = checks.map(sentence);
  if (shownBy.length > 0) {
    const again = result.exchanges.map(({ curl }) => curl);
    return [...sentences, `As in ${shownBy.join(', ')}, where the exchange is shown.`, '', ...again].join(
      '\n',
    );
  }
  const exchanges = result.exchanges.flatMap((exchange) => [
    '',
    ...requestLines(exchange, shown).map((line) => `> ${line}`),
    ...responseLines(exchange, shown).map((line) => `< ${line}`),
    '',
    exchange.curl,
  ]);
  const docs = absoluteLink(result.docs);
  return [...sentences, ...exchanges, ...(docs === undefined ? [] : ['', `Docs: ${docs}`])].join('\n');
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const element = (name: string, pairs: Record<string, string>, text: string): string =>
  `<${[name, attributes(pairs)].filter(Boolean).join(' ')}>${escapeXml(text)}</${name}>`;

const attributes = (pairs: Record<string, string | number>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ');

/** `safeText` has escaped the characters that XML 1.0 forbids, except noncharacters. */
const escapeXml = (text: string): string =>
  safeText(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
