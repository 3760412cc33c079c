import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { wrap } from '../../../../contract/report/formats/safe-text.ts';
import { renderCaseLine, renderSummary } from '../../../../contract/report/formats/terminal.ts';
import type { TerminalStyle } from '../../../../contract/report/formats/terminal-style.ts';
import { caseOf, check, exchange, hostile, mixedCases, reportOf } from '../sample.ts';

const plain: TerminalStyle = { colours: pc.createColors(false), width: 80, detail: 'normal' };
const quiet: TerminalStyle = { ...plain, detail: 'quiet' };
const verbose: TerminalStyle = { ...plain, detail: 'verbose' };

const report = reportOf(mixedCases());
const summary = renderSummary(report, ['out/report.json'], plain);

describe('the summary', () => {
  test('lists warnings, failures, the table, uploads left behind, the reports and the verdict', () => {
    const order = [
      'warn  R13: status 200 OK instead',
      '????  1 inconclusive',
      'FAIL  R7: status 200 a response instead',
      'pass  R1  MUST',
      '5 requests were sent; the deployment accepted 2 uploads (12.3 MB)',
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
      '1 request was sent; the deployment accepted 1 upload (1 byte), ',
    ],
    [
      { requests: 2, accepted: 2, acceptedBytes: 999 },
      '2 requests were sent; the deployment accepted 2 uploads (999 b',
    ],
    [
      { requests: 1, accepted: 0, acceptedBytes: 0 },
      '1 request was sent; the deployment accepted no upload.\n',
    ],
  ])('%j has a fitting heading', (facts, sentence) => {
    const text = renderSummary(reportOf([caseOf('a', 'pass', [])], facts), [], { ...plain, width: 200 });
    expect(text).toContain(sentence);
    expect(text).toMatch(/ 1 case: 1 kept\.$/);
    expect(text.includes('may still store')).toBe(facts.accepted > 0);
  });

  test('a failure shows its sentence, expected, actual, example, exchange and curl line', () => {
    const failure = summary.slice(summary.indexOf('FAIL'), summary.indexOf('pass  R1'));
    expect(failure).toMatch(/^ {6}R7 MUST: Exactly one file/m);
    expect(failure).toContain(
      '      expected  rejected with 4xx or 5xx\n      actual    status 200 a response\n      example   The case two-files-same-name two-files-same-name\n',
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

  test('cases that break in the same way are one finding with one exchange', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `case-${index}`);
    const many = reportOf(ids.map((id) => caseOf(id, 'fail', [check('R7', 'fail')])));
    const short = renderSummary(many, [], plain);
    expect(short).toContain('FAIL  R7: status 200 OK instead of being rejected with 4xx or 5xx (30 cases)\n');
    expect(short.match(/curl /g)).toHaveLength(1);
    expect(short).toMatch(/cases {5}case-0, .*case-9\s+and 20 more \(--verbose names them\)/s);
    for (const style of [verbose, quiet]) {
      const full = renderSummary(many, [], style);
      expect(full).toContain('case-29');
      expect(full.match(/curl /g)).toHaveLength(1);
    }
  });

  test('an exchange that breaks several rules is shown once', () => {
    const both = reportOf([caseOf('a', 'fail', [check('R7', 'fail'), check('R3', 'fail')])]);
    const text = renderSummary(both, [], plain);
    expect(text.match(/curl /g)).toHaveLength(1);
    expect(text).toContain('      example   The case a a, shown above\n');
  });

  test('of many differences, the first are shown in full, and --verbose shows all', () => {
    const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    const many = reportOf(words.map((word) => caseOf(word, 'fail', [check('R7', 'fail', `is ${word}x`)])));
    expect(renderSummary(many, [], plain).match(/curl /g)).toHaveLength(5);
    expect(renderSummary(many, [], plain)).toMatch(/R7: is sevenx instead of.*\n {6}cases {5}seven\n/);
    expect(renderSummary(many, [], verbose).match(/curl /g)).toHaveLength(7);
  });

  test('known failures name their reason', () => {
    const known = { ...check('R7', 'warn'), known: { reason: 'until the new gateway', issue: 'OPS-7' } };
    const text = renderSummary(reportOf([caseOf('a', 'warn', [known])]), [], plain);
    expect(text).toContain('      known     until the new gateway (OPS-7)\n');
  });

  test('quiet shows broken rules and the verdict', () => {
    const text = renderSummary(report, [], quiet);
    expect(text).toContain('FAIL  R7: status 200 a response instead');
    expect(text).not.toMatch(/warn {2}R|pass {2}R1/);
    expect(text).toMatch(/\nThe deployment breaks the contract\. 5 cases: 1 broken, 1 warning, .*kept\.$/s);
  });

  test('a server’s text cannot move the cursor, nor command a build log', () => {
    const attacked = reportOf(mixedCases(hostile), { preflight: { kind: 'broken', note: hostile } });
    const text = renderSummary(attacked, [], verbose);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028]/u);
    expect(text).not.toMatch(/^\s*::|##\[/m);
    expect(text).toContain('\\x1b[31mred');
  });

  test('a host that is a secret is left out', () => {
    const hidden = exchange(200, 'a response', 'https://[redacted].example/files?token=[redacted]');
    const text = renderSummary(
      reportOf([caseOf('a', 'fail', [check('R7', 'fail')], { exchanges: [hidden] })]),
      [],
      plain,
    );
    expect(text).toContain('      > POST /files?token=[redacted] HTTP/1.1\n');
  });

  test('a long response is cut', () => {
    const body = `${'word '.repeat(500)}\n`.repeat(50);
    const long = caseOf('a', 'fail', [check('R7', 'fail')], { exchanges: [exchange(200, body)] });
    expect(renderSummary(reportOf([long]), [], plain).length).toBeLessThan(6000);
  });
});

describe('the last ten lines', () => {
  const rules = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8'] as const;
  const files = ['a.json', 'b.xml', 'c.html', 'd.md'].map((name) => `reports/of/the/run/contract-${name}`);
  const lastOf = (text: string): string => text.split('\n').slice(-10).join('\n');
  const all = reportOf(
    rules.map((rule) =>
      caseOf(`case-${rule}`, 'fail', [check(rule, 'fail', `status 200 ${'x'.repeat(200)}`)]),
    ),
  );

  test.each([80, 60, Number.POSITIVE_INFINITY])(
    'say what is broken, and where the reports are, on %i columns',
    (width) => {
      const text = lastOf(renderSummary(all, files, { ...plain, width }));
      for (const rule of rules) expect(text).toMatch(new RegExp(`\\b${rule}\\b`));
      expect(text).toMatch(/^FAIL {2}R1 MUST, 1 case: status 200 x/m);
      expect(text).toContain('      and R5 (1 case), R6 (1 case), R7 (1 case), R8 (1 case)\n');
      for (const file of files) expect(text).toContain(file);
      expect(text.replaceAll('\n', ' ')).toContain('breaks the contract. 8 cases: 8 broken.');
      expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
    },
  );

  test('count cases by rule, and name the difference that most of them show', () => {
    const actuals = ['status 500', 'status 201', 'status 201'];
    const mixed = reportOf(
      actuals.map((actual, index) => caseOf(`${index}`, 'fail', [check('R7', 'fail', actual)])),
    );
    expect(lastOf(renderSummary(mixed, ['r.json'], plain))).toMatch(
      /\nFAIL {2}R7 MUST, 3 cases: status 201 instead of .*\nReport: r\.json\nThe deployment breaks/,
    );
  });

  test('name warnings that fail the run, and inconclusive rules that decide the verdict', () => {
    const warned = [caseOf('a', 'warn', [check('R14', 'warn')])];
    expect(lastOf(renderSummary(reportOf(warned, { strict: true }), [], quiet))).toContain(
      'warn  R14 SHOULD, 1 case',
    );
    expect(renderSummary(reportOf(warned), [], quiet)).not.toContain('R14');
    const unclear = reportOf([
      caseOf('a', 'inconclusive', [check('R2', 'inconclusive', 'csv-file was rejected')]),
    ]);
    expect(lastOf(renderSummary(unclear, [], quiet))).toContain(
      '????  R2 MUST, 1 case: csv-file was rejected\n',
    );
  });
});

describe('a case line', () => {
  test('gives verdict, title, id and time', () => {
    expect(renderCaseLine(caseOf('a', 'pass', []), plain)).toBe('pass  The case a a, 1234 ms');
  });

  test('leaves the time out on a narrow terminal', () => {
    expect(renderCaseLine(caseOf('a', 'pass', []), { ...plain, width: 20 })).toBe('pass  The case a a');
  });

  test('gives the reason when nothing was sent', () => {
    const skipped = caseOf('a', 'skipped', [], { exchanges: [], reason: 'no account' });
    expect(renderCaseLine(skipped, plain)).toBe('skip  The case a a, no account');
  });

  test('verbose adds the exchange', () => {
    expect(renderCaseLine(caseOf('a', 'pass', []), verbose)).toContain('\n      > POST ');
  });

  test('colours are used when enabled', () => {
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
