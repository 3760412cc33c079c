import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { wrap } from '../../../contract/report/formats/safe-text.ts';
import { renderCaseLine, renderSummary } from '../../../contract/report/formats/terminal.ts';
import type { TerminalStyle } from '../../../contract/report/formats/terminal-style.ts';
import { caseOf, check, exchange, hostile, mixedCases, reportOf } from './sample.ts';

const plain: TerminalStyle = { colours: pc.createColors(false), width: 80, detail: 'normal' };
const quiet: TerminalStyle = { ...plain, detail: 'quiet' };
const verbose: TerminalStyle = { ...plain, detail: 'verbose' };

const report = reportOf(mixedCases());
const summary = renderSummary(report, ['out/report.json'], plain);

describe('the summary', () => {
  test('goes from warnings over failures to the table, what was left behind, the reports and the verdict', () => {
    const order = [
      'warn  The case method-get',
      '????  1 could not be told',
      'FAIL  The case two-files-same-name',
      'pass  R1  MUST',
      '5 requests were sent; the deployment took 2 uploads (12.3 MB)',
      'Report: out/report.json',
      'The deployment breaks the contract.',
    ];
    const places = order.map((text) => summary.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test.each([
    [
      { requests: 1, accepted: 1, acceptedBytes: 1 },
      '1 request was sent; the deployment took 1 upload (1 byte), ',
    ],
    [
      { requests: 2, accepted: 2, acceptedBytes: 999 },
      '2 requests were sent; the deployment took 2 uploads (999 b',
    ],
    [{ requests: 1, accepted: 0, acceptedBytes: 0 }, '1 request was sent; the deployment took no upload.\n'],
  ])('%j is said in words that fit', (facts, sentence) => {
    const text = renderSummary(reportOf([caseOf('a', 'pass', [])], facts), [], { ...plain, width: 200 });
    expect(text).toContain(sentence);
    expect(text).toMatch(/ 1 case: 1 kept\.$/);
    expect(text.includes('may still hold')).toBe(facts.accepted > 0);
  });

  test('a failure has its sentence, expected, actual, exchange and curl line, the broken MUST first', () => {
    const failure = summary.slice(summary.indexOf('FAIL'), summary.indexOf('pass  R1'));
    expect(failure).toMatch(/R7 MUST: Exactly one file.*R14 SHOULD: Refusals carry/s);
    expect(failure).toContain(
      '      expected  refused with 4xx or 5xx\n      actual    status 200 a response\n',
    );
    expect(failure).toContain('      > POST /files/v1/client/upload_files?a=b HTTP/1.1\n');
    expect(failure).toContain('      > file: file statement.csv (text/csv, 3 bytes)\n');
    expect(failure).toContain('      < HTTP/1.1 200 a response\n');
    expect(failure).toContain('      curl -sS -i -X POST ');
  });

  test('no line of ours is wider than the terminal, except curl lines', () => {
    const wide = summary.split('\n').filter((line) => line.length > 80 && !line.includes('curl '));
    expect(wide).toEqual([]);
  });

  test('many warnings of a requirement are shown by id, unless everything is wanted', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `case-${index}`);
    const many = reportOf(ids.map((id) => caseOf(id, 'warn', [check('R14', 'warn')])));
    const short = renderSummary(many, [], plain);
    expect(short.match(/curl /g)).toHaveLength(2);
    expect(short).toContain('28 more like these (--verbose shows them): case-2, case-3');
    expect(renderSummary(many, [], verbose).match(/curl /g)).toHaveLength(30);
  });

  test('known failures name their reason', () => {
    const known = { ...check('R7', 'warn'), known: { reason: 'until the new gateway', issue: 'OPS-7' } };
    const text = renderSummary(reportOf([caseOf('a', 'warn', [known])]), [], plain);
    expect(text).toContain('      known     until the new gateway (OPS-7)\n');
  });

  test('quiet shows what is broken and the verdict', () => {
    const text = renderSummary(report, [], quiet);
    expect(text).toContain('FAIL  The case two-files-same-name');
    expect(text).not.toMatch(/warn {2}The case|pass {2}R1/);
    expect(text).toMatch(/\n\nThe deployment breaks the contract\. 5 cases: 1 broken, 1 warning, .*kept\.$/s);
  });

  test('what a server sends cannot move the cursor, nor command a build log', () => {
    const attacked = reportOf(mixedCases(hostile), { preflight: { kind: 'broken', note: hostile } });
    const text = renderSummary(attacked, [], verbose);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028]/u);
    expect(text).not.toMatch(/^\s*::|##\[/m);
    expect(text).toContain('\\x1b[31mred');
  });

  test('a host that is a secret is left out', () => {
    const hidden = exchange(200, 'a response', 'https://[redacted].example/files?token=[redacted]');
    const text = renderSummary(reportOf([caseOf('a', 'fail', [], { exchanges: [hidden] })]), [], plain);
    expect(text).toContain('      > POST /files?token=[redacted] HTTP/1.1\n');
  });

  test('a long response is cut', () => {
    const body = `${'word '.repeat(500)}\n`.repeat(50);
    const long = caseOf('a', 'fail', [check('R7', 'fail')], { exchanges: [exchange(200, body)] });
    expect(renderSummary(reportOf([long]), [], plain).length).toBeLessThan(6000);
  });
});

describe('a case line', () => {
  test('gives verdict, title, id and time', () => {
    expect(renderCaseLine(caseOf('a', 'pass', []), plain)).toBe('pass  The case a a, 1234 ms');
  });

  test('leaves the time out where the terminal is narrow', () => {
    expect(renderCaseLine(caseOf('a', 'pass', []), { ...plain, width: 20 })).toBe('pass  The case a a');
  });

  test('gives the reason where nothing was sent', () => {
    const skipped = caseOf('a', 'skipped', [], { exchanges: [], reason: 'no account' });
    expect(renderCaseLine(skipped, plain)).toBe('skip  The case a a, no account');
  });

  test('verbose adds the exchange', () => {
    expect(renderCaseLine(caseOf('a', 'pass', []), verbose)).toContain('\n      > POST ');
  });

  test('colours are used when they are wanted', () => {
    const coloured = { ...plain, colours: pc.createColors(true) };
    expect(renderCaseLine(caseOf('a', 'fail', []), coloured)).toContain('\u001b[31mFAIL');
  });
});

test.each([
  ['one two three', 20, ['one two three']],
  ['one two three four five six', 20, ['one two three four', 'five six']],
  ['a'.repeat(50), 20, ['a'.repeat(50)]],
])('wrap breaks %j at %i characters', (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});
