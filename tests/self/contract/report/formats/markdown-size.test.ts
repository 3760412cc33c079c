import { describe, expect, test } from 'vitest';
import { contract } from '../../../../../generated/contract.ts';
import { contractCases } from '../../../../contract/index.ts';
import { checksOf } from '../../../../contract/judge/checks.ts';
import { unjudged } from '../../../../contract/judge/judge.ts';
import type { Verdict } from '../../../../contract/judge/verdict.ts';
import { renderMarkdown } from '../../../../contract/report/formats/markdown.ts';
import type { Report, ReportedCase } from '../../../../contract/report/report.ts';
import { exchange, hostile, reportOf } from '../sample.ts';

/** A comment on a pull request holds 65,536 characters: the report of any run is shorter. */
const limit = 65_536;

/** A run of the whole table where every check has this verdict, and every text from outside is this one. */
function runOf(text: string, verdictOf: (index: number) => Verdict): Report {
  const cases = contractCases().map((contractCase, index): ReportedCase => {
    const verdict = verdictOf(index);
    return {
      id: contractCase.id,
      title: contractCase.title,
      verdict,
      durationMs: 1,
      attempts: 1,
      checks: unjudged(checksOf(contractCase, contract), 'skipped', `status 200 ${text}`).map((check) => ({
        ...check,
        verdict,
      })),
      exchanges: contractCase.steps.map(() => ({ ...exchange(200, text), curl: `curl '${text}'` })),
    };
  });
  return reportOf(cases, {
    deployment: { baseUrl: `https://upload.example/${text}`, clientId: text, accountId: text },
    preflight: { kind: 'broken', note: text },
    knownFailures: cases.map(({ id }) => ({ case: id, reason: text, state: 'stale' })),
  });
}

const texts: [string, string][] = [
  ['short texts', 'OK'],
  ['long texts', 'a long line without an end '.repeat(600)],
  ['hostile texts', hostile.repeat(100)],
  ['Chinese', '回答は'.repeat(5000)],
  ['pictures', '🙈'.repeat(5000)],
  ['invisible characters', '\u{e0041}\u202e'.repeat(3000)],
  ['what Markdown escapes', '@*_`|<'.repeat(3000)],
  ['back-ticks', '`'.repeat(15_000)],
  ['lines', '\n'.repeat(15_000)],
];

describe.each(texts)('of %s', (_, text) => {
  test.each<[string, (index: number) => Verdict]>([
    ['failures', () => 'fail'],
    ['warnings', () => 'warn'],
    ['cases that could not be told', () => 'inconclusive'],
    ['all sorts', (index) => (['fail', 'warn', 'inconclusive', 'pass'] as const)[index % 4] ?? 'pass'],
  ])('a run of %s alone fits', (_, verdictOf) => {
    const report = runOf(text, verdictOf);
    const markdown = renderMarkdown(report);
    expect(Buffer.byteLength(markdown)).toBeLessThan(limit);
    expect(markdown).toMatch(/^# (❌|❔|✅) /u);
    for (const { id } of report.requirements) expect(markdown).toContain(`\n| ${id} | `);
    expect(markdown).toContain('Shortened to fit into a pull request.');
    expect(markdown).toMatch(/<sub>upload-contract 1\.2\.3<\/sub>\n$/);
  });
});

test('failures keep their details longer than warnings do', () => {
  const markdown = renderMarkdown(runOf('x'.repeat(300), (index) => (index % 40 === 0 ? 'fail' : 'warn')));
  const [before = '', after = ''] = markdown.split('\n## Warnings');
  expect(before.slice(before.indexOf('\n## Broken'))).toContain('```http');
  expect(after).not.toContain('```http');
});

test('every requirement that is broken has a section, in every run', () => {
  const report = runOf('x'.repeat(10_000), () => 'fail');
  const markdown = renderMarkdown(report);
  const headings = [...markdown.matchAll(/^### (R\d+) /gm)].map(([, id]) => id);
  const checked = contractCases().flatMap((contractCase) => checksOf(contractCase, contract));
  expect(new Set(headings)).toEqual(new Set(checked.map(({ requirement }) => requirement)));
});

test('no fence is left open by a cut', () => {
  const markdown = renderMarkdown(runOf('```\n````sh\n'.repeat(3000), () => 'fail'));
  const fences = [...markdown.matchAll(/^(`{3,})(http|sh)?$/gm)].map(([, fence, language]) => ({
    fence,
    language,
  }));
  for (let index = 0; index < fences.length; index += 1) {
    const opening = fences[index];
    if (opening?.language === undefined) continue;
    const closing = fences.findIndex(
      ({ fence, language }, at) => at > index && language === undefined && fence === opening.fence,
    );
    expect(closing).toBeGreaterThan(index);
    index = closing;
  }
});

test('a short report is not shortened', () => {
  const report = reportOf([]);
  expect(renderMarkdown(report)).not.toContain('Shortened');
});
