import { contract } from '../../../../generated/contract.ts';
import type { CheckResult, Verdict } from '../../../contract/judge/verdict.ts';
import { buildReport } from '../../../contract/report/build-report.ts';
import type { Report, ReportedCase, ReportedExchange } from '../../../contract/report/report.ts';
import type { ReportFacts } from '../../../contract/report/run-facts.ts';

/** What a hostile server may put into every text. */
export const hostile =
  '</script><script>alert(1)</script> "\'&`` ]]> \u001b[31mred\u001b[0m \u009b2J \u0007\u0000 \u202egnp.exe \u2028 |x| \n::error::pwned\n##[command]rm\r\n<img src=x onerror=alert(1)>';

const uploadUrl = 'https://staging.example/files/v1/client/upload_files?a=b';

export const exchange = (status: number | null, text = 'a response', url = uploadUrl): ReportedExchange => ({
  startedAt: '2026-01-02T03:04:05.678Z',
  request: {
    method: 'POST',
    url,
    headers: {
      Host: 'staging.example',
      'Content-Type': 'multipart/form-data; boundary=x',
      'Content-Length': '12',
    },
    parts: [
      { name: 'accountId', value: 'account' },
      { name: 'file', fileName: 'statement.csv', mediaType: 'text/csv', size: 3 },
    ],
  },
  response:
    status === null
      ? null
      : {
          status,
          reason: text,
          headers: { 'Content-Type': 'text/plain', 'X-Text': text },
          body: text,
          size: text.length,
          durationMs: 12,
        },
  error: status === null ? `no response: ${text}` : null,
  curl: 'curl -sS -i -X POST \'https://staging.example/\' -H "Authorization: $UPLOAD_TOKEN"',
});

export const check = (
  requirement: CheckResult['requirement'],
  verdict: Verdict,
  actual = 'status 200 OK',
): CheckResult => {
  const { level } = contract.requirements.find(({ id }) => id === requirement) ?? { level: 'MUST' };
  return {
    requirement,
    level,
    step: 0,
    kind: 'refused',
    verdict,
    expected: 'rejected with 4xx or 5xx',
    actual,
  };
};

export const caseOf = (
  id: string,
  verdict: Verdict,
  checks: CheckResult[],
  rest: Partial<ReportedCase> = {},
): ReportedCase => ({
  id,
  title: `The case ${id}`,
  verdict,
  durationMs: 1234,
  attempts: 1,
  checks,
  exchanges: [exchange(200)],
  ...rest,
});

/** A report as a run makes it. */
export function reportOf(cases: ReportedCase[], facts: Partial<ReportFacts> = {}): Report {
  return buildReport({
    contract,
    tool: { name: 'upload-contract', version: '1.2.3' },
    deployment: { baseUrl: 'https://staging.example', clientId: 'client', accountId: 'account' },
    startedAt: new Date('2026-01-02T03:04:05Z'),
    durationMs: 5000,
    strict: false,
    cases,
    knownFailures: [],
    requests: 5,
    accepted: 2,
    acceptedBytes: 12_345_678,
    turnedAway: 0,
    lost: false,
    cut: false,
    preflight: { kind: 'accepted' },
    ...facts,
  });
}

/** Cases that break R7 in the same way, each with its own exchange. */
export const alike = (count: number): ReportedCase[] =>
  Array.from({ length: count }, (_, index) =>
    caseOf(`alike-${index}`, 'fail', [check('R7', 'fail', 'status 201 Created')], {
      exchanges: [exchange(201, `response ${index}`)],
    }),
  );

/** A case of each verdict. */
export const mixedCases = (text = 'a response'): ReportedCase[] => [
  caseOf('csv-file', 'pass', [check('R1', 'pass')]),
  caseOf(
    'two-files-same-name',
    'fail',
    [check('R14', 'warn', text), check('R7', 'fail', `status 200 ${text}`)],
    {
      exchanges: [exchange(200, text)],
    },
  ),
  caseOf('method-get', 'warn', [check('R13', 'warn')]),
  caseOf('token-prefix', 'inconclusive', [check('R2', 'inconclusive', 'csv-file was not accepted')], {
    exchanges: [exchange(null, text)],
  }),
  caseOf('account-foreign', 'skipped', [check('R11', 'skipped', '--foreign-account-id was not given')], {
    exchanges: [],
    reason: '--foreign-account-id was not given',
    attempts: 0,
  }),
];
