import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../../spec/root.ts';
import { contractSentence, countsSentence, leftBehindSentence, verdictWords } from '../../findings.ts';
import type { Report } from '../../report.ts';
import { generousLimits, type HttpTextLimits } from '../http-text.ts';
import { safeLine } from '../safe-text.ts';
import { caseSection } from './case-section.ts';
import { findingList } from './finding-list.ts';
import { type Markup, markup, trusted } from './markup.ts';
import { requirementMatrix } from './requirement-matrix.ts';

const folder = join(root, 'tests', 'contract', 'report', 'formats', 'html');

const asset = (name: string): string => readFileSync(join(folder, name), 'utf8');

const tokens = (): string => readFileSync(join(root, 'spec', 'tokens.css'), 'utf8');

/** A page below 1 MB opens instantly and fits into an e-mail. */
const largestPage = 1_000_000;

/** How much of each exchange to show; undefined for none. */
interface Shown {
  findings: HttpTextLimits | undefined;
  cases: HttpTextLimits | undefined;
}

const some: HttpTextLimits = { body: 800, lines: 30, header: 200, headers: 20 };
const little: HttpTextLimits = { body: 200, lines: 5, header: 100, headers: 8 };
const least: HttpTextLimits = { body: 80, lines: 2, header: 60, headers: 4 };

/** From most to least detail: findings keep their exchanges longest, because each represents many cases. */
const steps: Shown[] = [
  { findings: generousLimits, cases: generousLimits },
  { findings: generousLimits, cases: some },
  { findings: some, cases: little },
  { findings: some, cases: least },
  { findings: some, cases: undefined },
  { findings: least, cases: undefined },
];

/** The report as one page that needs no network: the verdict, the findings, the requirements, every case. */
export function renderHtml(report: Report): string {
  for (const shown of steps) {
    const page = renderPage(report, shown);
    if (Buffer.byteLength(page) < largestPage) return page;
  }
  return renderPage(report, { findings: undefined, cases: undefined });
}

function renderPage(report: Report, shown: Shown): string {
  const title = `${report.headline} ${report.deployment.baseUrl}`;
  const [style, script] = [tokens() + asset('page.css'), asset('page.js')];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'">
<title>${safeLine(title)}</title>
<style>${trusted(style)}</style>
</head>
<body>
${verdictHeader(report)}
<main>
${findingList(report, shown.findings)}
${requirementMatrix(report)}
${caseList(report, shown.cases)}
</main>
<footer><p>${safeLine(contractSentence(report))} ${leftBehindSentence(report)}</p><p>Written by ${report.tool.name} ${report.tool.version}. The same facts as JSON: --report json=FILE.</p></footer>
<script>${trusted(script)}</script>
</body>
</html>
`.markup;
}

function verdictHeader(report: Report): Markup {
  const { baseUrl, clientId, accountId } = report.deployment;
  const facts: [string, string][] = [
    ['Deployment', baseUrl],
    ['Client', clientId],
    ['Account', accountId],
    [
      'Checked',
      `${report.startedAt.slice(0, 16).replace('T', ' ')} UTC, in ${(report.durationMs / 1000).toFixed(1)} s`,
    ],
  ];
  return markup`<header class="verdict ${report.verdict}">
<h1>${safeLine(report.headline)}</h1>
<p>${countsSentence(report)}.${report.strict ? ' Warnings count as failures here.' : ''}</p>
${report.notes.map((note) => markup`<p class="note">${safeLine(note)}</p>`)}
<dl>${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${safeLine(value)}</dd></div>`)}</dl>
</header>`;
}

function caseList(report: Report, limit: HttpTextLimits | undefined): Markup {
  const kinds = (['fail', 'warn', 'inconclusive', 'skipped', 'pass'] as const).filter(
    (kind) => report.counts[kind] > 0,
  );
  return markup`<section aria-labelledby="cases">
<h2 id="cases">Cases</h2>
<form class="filter" role="search" aria-label="Filter the cases" hidden>
<fieldset><legend>Show</legend>
${kinds.map((kind) => markup`<label><input type="checkbox" name="verdict" value="${kind}" checked> ${verdictWords[kind]} <span class="count">${report.counts[kind]}</span></label> `)}
</fieldset>
<label class="search">Search <input type="search" name="text" placeholder="two files, R7, 401…"></label>
<p role="status" aria-live="polite"></p>
</form>
<p class="nothing" hidden>No case matches.</p>
${report.cases.map((result) => caseSection(result, report, limit))}
</section>`;
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
