import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { renderCodeQuality } from '../../../../contract/report/formats/code-quality.ts';
import { alike, caseOf, check, hostile, mixedCases, reportOf } from '../sample.ts';

/** As in docs.gitlab.com, "Code Quality report format": GitLab drops entries with missing members. */
const isReport = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1, maxLength: 600 },
      check_name: { type: 'string', pattern: '^R\\d+$' },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
});

interface Entry {
  check_name: string;
  severity: string;
  fingerprint: string;
  description: string;
}

const entriesOf = (text: string): Entry[] => JSON.parse(text);

describe('the code-quality report', () => {
  test.each([
    ['ordinary', reportOf(mixedCases())],
    ['attacked', reportOf(mixedCases(hostile))],
    ['empty', reportOf([])],
  ])('of the %s run fits the format', (_, report) => {
    const text = renderCodeQuality(report);
    expect([isReport(JSON.parse(text)), isReport.errors ?? []]).toEqual([true, []]);
    // Characters that move a cursor, or hide or reverse text.
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028]/u);
  });

  const broken = caseOf('a', 'fail', [check('R7', 'fail'), check('R7', 'fail'), check('R13', 'warn')]);
  const unclear = caseOf('b', 'inconclusive', [check('R2', 'inconclusive')]);
  const kept = caseOf('c', 'pass', [check('R1', 'pass'), check('R11', 'skipped')]);

  test('has an entry for each difference, broken rules first, and none for kept rules', () => {
    const entries = entriesOf(renderCodeQuality(reportOf([broken, unclear, kept])));
    expect(entries.map(({ check_name, severity }) => [check_name, severity])).toEqual([
      ['R7', 'critical'],
      ['R13', 'minor'],
      ['R2', 'info'],
    ]);
    expect(entries[0]?.description).toBe(
      'R7: status 200 OK instead of being rejected with 4xx or 5xx (1 case): a',
    );
  });

  test('has one entry for cases that break a rule in the same way', () => {
    const entries = entriesOf(renderCodeQuality(reportOf(alike(45))));
    expect(entries.map(({ description }) => description)).toEqual([
      'R7: status 201 Created instead of being rejected with 4xx or 5xx (45 cases): alike-0, alike-1, alike-2, alike-3, alike-4 and 40 more',
    ]);
  });

  test('identifies entries by their difference: other values and numbers of cases are not new findings', () => {
    const prints = (...cases: Parameters<typeof reportOf>[0]) =>
      entriesOf(renderCodeQuality(reportOf(cases))).map(({ fingerprint }) => fingerprint);
    const size = (id: string, bytes: number) =>
      caseOf(id, 'warn', [check('R15', 'warn', `size ${bytes} for 401 bytes`)]);
    expect(prints(size('a', 3))).toEqual(prints(size('b', 7), size('c', 8)));
    const other = caseOf('a', 'fail', [check('R7', 'fail', 'status 201')]);
    expect(new Set([...prints(broken), ...prints(other)]).size).toBe(3);
  });

  test('names known failures', () => {
    const known = { ...check('R7', 'warn'), known: { reason: 'mended in May' } };
    const [entry] = entriesOf(renderCodeQuality(reportOf([caseOf('a', 'warn', [known])])));
    expect(entry).toMatchObject({ severity: 'minor', description: expect.stringContaining('mended in May') });
  });
});
