import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { renderReport } from '../../../../scripts/package/reports.ts';
import { renderers, reportToGithub } from '../../../../scripts/verify/reports.ts';
import { contractCases } from '../../../contract/index.ts';
import { renderAnnotations } from '../../../contract/report/formats/annotations.ts';
import { renderSummary } from '../../../contract/report/formats/terminal.ts';
import { readReport } from '../../../contract/report/read-report.ts';
import { mergeShards } from '../../../contract/report/shards/merge.ts';
import { siteOf, textsOf } from '../../scripts/docs/site.ts';
import { caseOf, check, mixedCases, reportOf } from './sample.ts';

/** The links of reports to a reference site. */
const docsUrl = 'https://docs.example/contract/';
const linked = reportOf(mixedCases(), { docsUrl });
const style = { colours: pc.createColors(false), width: 80, detail: 'normal' } as const;
const rule = `${docsUrl}rules/R7.html`;
const place = `${rule}#two-files-same-name`;

test('every rule and every case has its place in the site', async () => {
  const site = textsOf(await siteOf());
  const cases = contractCases(contract).map(({ id }) => caseOf(id, 'pass', []));
  const { requirements, cases: found } = reportOf(cases, { docsUrl });
  const links = [...requirements, ...found].map(({ docs }) => docs?.replace(docsUrl, '') ?? '');
  expect(links).toHaveLength(contract.requirements.length + cases.length);
  const dead = links.filter((link) => {
    const [page = '', anchor] = link.split('#');
    const html = site.get(page);
    return html === undefined || (anchor !== undefined && !html.includes(` id="${anchor}"`));
  });
  expect(dead).toEqual([]);
});

describe('an address', () => {
  test('leads from the HTML report to the rules and the cases', () => {
    const html = renderers.html(linked);
    expect(html).toContain(`<a href="${rule}" rel="noreferrer">R7</a>`);
    expect(html).toContain(`<a href="${place}" rel="noreferrer">`);
  });

  test('leads from the Markdown report to them', () => {
    const markdown = renderers.markdown(linked);
    expect(markdown).toContain(`| [R7](${rule}) | MUST |`);
    expect(markdown).toContain(`[\`two-files-same-name\`](${place})`);
  });

  test('is shown on the terminal with the difference, and at the end', () => {
    const text = renderSummary(linked, ['report.json'], style);
    expect(text).toContain(`      docs      ${place}\n`);
    expect(text).toContain(`Report: report.json\nReference: ${rule}\nThe deployment breaks`);
  });

  test('ends a failure in the JUnit report', () => {
    expect(renderers.junit(linked)).toContain(`\n\nDocs: ${place}</failure>`);
  });

  test('ends the annotations of a rule', () => {
    const [annotation] = renderAnnotations(linked);
    expect(annotation).toMatch(/^::error title=R7 MUST::/);
    expect(annotation).toMatch(/%0ADocs: https:\/\/docs\.example\/contract\/rules\/R7\.html$/);
  });

  test('is a comment in the HAR file, on the case and on its entries', () => {
    const { log } = JSON.parse(renderers.har(linked));
    const id = 'two-files-same-name';
    expect(log.pages.find((page: { id: string }) => page.id === id)).toMatchObject({ comment: place });
    expect(log.entries.find(({ pageref }: { pageref: string }) => pageref === id)).toMatchObject({
      comment: `${id}: fail, ${place}`,
    });
  });

  test('stays in the JSON report, and in a merged one unless another is named', () => {
    const read = readReport(renderers.json(linked));
    expect(read).toEqual(linked);
    const shard = {
      index: 1,
      count: 1,
      options: {},
      facts: { preflight: { kind: 'accepted' }, turnedAway: 0, lost: false, cut: false },
      beside: [],
      judged: [],
    };
    const named = [{ name: '1.json', report: reportOf(mixedCases(), { docsUrl, shard }) }];
    expect(mergeShards(named, contract)).toMatchObject({ docs: docsUrl });
    const merged = mergeShards(named, contract, '../site');
    expect(renderers.html(merged as typeof linked)).toContain(
      'href="../site/rules/R7.html#two-files-same-name"',
    );
  });

  test("is the contract's own where none is named", () => {
    const document = { ...contract.document, externalDocs: { url: docsUrl } };
    expect(reportOf(mixedCases(), { contract: { ...contract, document } })).toMatchObject({ docs: docsUrl });
  });
});

test('without an address there are no links', () => {
  const report = reportOf([...mixedCases(), caseOf('explored', 'fail', [check('R7', 'fail')])]);
  expect(JSON.stringify(report)).not.toContain('"docs"');
  expect(renderers.html(report)).not.toContain('in the reference');
  expect(renderSummary(report, [], style)).not.toContain('Reference');
});

test('a relative path is for report files only', async () => {
  const report = reportOf(mixedCases(), { docsUrl: '../site' });
  expect(renderers.markdown(report)).toContain('(../site/rules/R7.html)');
  expect(renderSummary(report, [], style)).not.toContain('../site');
  expect(renderAnnotations(report).join()).not.toContain('../site');
  for (const kind of ['junit', 'har'] as const) expect(renderers[kind](report)).not.toContain('../site');
  await expect(reportToGithub(report, {})).resolves.toBeUndefined();
});

test.each(['javascript:alert(1)', '"><script>', 'a b'])('a report that names %s is invalid', (docs) => {
  const [first, ...others] = linked.requirements;
  const reports = [
    { ...linked, docs },
    { ...linked, requirements: [{ ...first, docs }, ...others] },
    { ...linked, cases: [{ ...linked.cases[0], docs }] },
  ];
  for (const report of reports) {
    expect(readReport(JSON.stringify(report))).toContain('is not a report');
    for (const kind of ['html', 'markdown'] as const)
      expect(renderReport(report as typeof linked, kind)).not.toContain(`${docs})`);
    expect(renderReport(report as typeof linked, 'html')).not.toContain('href="javascript');
  }
});
