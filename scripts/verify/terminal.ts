import pc from 'picocolors';
import type { Verdict } from '../../tests/contract/engine/judge.ts';
import type { Report, ReportedCase } from '../../tests/contract/engine/report.ts';

const words: Record<Verdict, string> = {
  pass: pc.green('pass'),
  warn: pc.yellow('warn'),
  fail: pc.red('FAIL'),
  inconclusive: pc.magenta('????'),
  skipped: pc.dim('skip'),
};

/** One line for a case that has ended. */
export function caseLine({ id, title, verdict, durationMs, reason }: ReportedCase): string {
  const time = reason === undefined ? `${durationMs} ms` : reason;
  return `${words[verdict]}  ${title} ${pc.dim(`${id}, ${time}`)}`;
}

/** What is shown when all cases have ended: broken cases in full, the table by requirement, the verdict. */
export function summary(report: Report): string {
  const broken = report.cases.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const sections = [
    ...broken.filter(({ verdict }) => verdict === 'warn').map((result) => details(result, report)),
    ...broken.filter(({ verdict }) => verdict === 'fail').map((result) => details(result, report)),
    requirementTable(report),
    ...report.notes,
    leftBehind(report),
    verdictSentence(report),
  ];
  return sections.join('\n\n');
}

function details({ id, title, verdict, checks, exchanges }: ReportedCase, report: Report): string {
  const findings = checks
    .filter((check) => check.verdict === 'fail' || check.verdict === 'warn')
    .flatMap(({ requirement, level, expected, actual }) => [
      `      ${requirement} ${level}: ${report.requirements.find((rule) => rule.id === requirement)?.statement ?? ''}`,
      `      expected  ${expected}`,
      `      actual    ${actual}`,
    ]);
  const curls = exchanges.map(({ curl }) => `      ${pc.dim(curl)}`);
  return [`${words[verdict]}  ${title} ${pc.dim(id)}`, ...findings, ...curls].join('\n');
}

function requirementTable({ requirements }: Report): string {
  return requirements
    .map(({ id, level, verdict, statement, cases }) => {
      const number = String(cases.length).padStart(4);
      return `${words[verdict]}  ${id.padEnd(3)} ${level.padEnd(6)} ${number} cases  ${pc.dim(clip(statement, 76))}`;
    })
    .join('\n');
}

const clip = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text;

const leftBehind = ({ counts }: Report): string =>
  `${counts.requests} requests; the deployment took ${counts.accepted} uploads (${counts.acceptedBytes} bytes).`;

const sentences: Record<Report['verdict'], (text: string) => string> = {
  conforms: (text) => pc.green(`The deployment keeps the contract${text}.`),
  violates: (text) => pc.red(`The deployment breaks the contract${text}.`),
  inconclusive: (text) =>
    pc.magenta(`It could not be told whether the deployment keeps the contract${text}.`),
};

function verdictSentence({ verdict, counts }: Report): string {
  const parts = (['pass', 'warn', 'fail', 'inconclusive', 'skipped'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${kind}`);
  return sentences[verdict](` (${parts.join(', ')})`);
}
