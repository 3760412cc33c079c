import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderAnnotations } from '../../../../contract/report/formats/annotations.ts';
import { renderHar } from '../../../../contract/report/formats/har.ts';
import { renderJson } from '../../../../contract/report/formats/json.ts';
import { renderJunit } from '../../../../contract/report/formats/junit.ts';
import { renderMarkdown } from '../../../../contract/report/formats/markdown.ts';
import { readReport, reportSchema } from '../../../../contract/report/read-report.ts';
import type { ReportedExchange } from '../../../../contract/report/report.ts';
import { alike, caseOf, check, exchange, hostile, mixedCases, reportOf } from '../sample.ts';

/** Characters that move a cursor, or hide or reverse text. */
const unprintable = /(?!\n)[\p{Cc}\p{Cf}\u2028]/u;

const report = reportOf(mixedCases());
const attacked = reportOf(mixedCases(hostile), {
  preflight: { kind: 'broken', note: hostile },
  deployment: { baseUrl: 'https://staging.example', clientId: hostile, accountId: hostile },
});

describe('JSON', () => {
  test.each([
    ['ordinary', report],
    ['attacked', attacked],
  ])('the %s report fits its schema, and has no other members', (_, each) => {
    expect(readReport(renderJson(each))).toEqual(each);
    expect(undescribed(JSON.parse(renderJson(each)), reportSchema)).toEqual([]);
  });

  test('a text that is not a report is detected', () => {
    expect(readReport('no JSON')).toBe('is not JSON');
    expect(readReport('{"schema":2}')).toMatch(/^is not a report of schema 1: /);
    expect(readReport(renderJson(report).replace('"MUST"', '"MAY"'))).toMatch(/\/requirements\/0\/level/);
  });

  test('it can be shown on a terminal', () => {
    expect(renderJson(attacked)).not.toMatch(unprintable);
  });
});

/** Members outside the schema: the schema allows more, but the report must not have any. */
function undescribed(value: unknown, schema: typeof reportSchema, path = ''): string[] {
  const target = schema.$ref === undefined ? schema : reportSchema.$defs[schema.$ref.split('/').at(-1)];
  const options = (target.oneOf ?? []).filter((option: object) => '$ref' in option || 'properties' in option);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => undescribed(item, target.items, `${path}/${index}`));
  }
  if (typeof value !== 'object' || value === null || target.additionalProperties !== undefined) return [];
  if (target.properties === undefined) {
    const found = options.map((option: typeof reportSchema) => undescribed(value, option, path));
    return found.sort((a: string[], b: string[]) => a.length - b.length)[0] ?? [`${path} is not described`];
  }
  return Object.entries(value).flatMap(([name, item]) =>
    Object.hasOwn(target.properties, name)
      ? undescribed(item, target.properties[name], `${path}/${name}`)
      : [`${path}/${name}`],
  );
}

describe('JUnit', () => {
  const validate = async (xml: string) => {
    const schema = await readFile(join(import.meta.dirname, 'junit.xsd'), 'utf8');
    return (await validateXML({ xml, schema })).errors.map(({ message }) => message);
  };

  test.each([
    ['ordinary', report],
    ['attacked', attacked],
    ['empty', reportOf([])],
  ])('the %s report fits the schema', async (_, each) => {
    expect(await validate(renderJunit(each))).toEqual([]);
  });

  test('the schema rejects what Jenkins rejects', async () => {
    expect(await validate('<testsuites><testsuite name="a"/></testsuites>')).not.toEqual([]);
    expect(await validate(renderJunit(report).replace('<failure', '<broken'))).not.toEqual([]);
  });

  const xml = renderJunit(report);
  const suite = (id: string): string =>
    new RegExp(`<testsuite name="${id} .*?</testsuite>`, 's').exec(xml)?.[0] ?? '';

  test('each requirement is a suite, with the cases that cite it', () => {
    expect(xml.match(/<testsuite name="R\d+ /g)).toHaveLength(report.requirements.length);
    expect(suite('R7')).toMatch(/tests="1" failures="1" errors="0" skipped="0"/);
    expect(suite('R7')).toContain('classname="upload-contract.R7" name="two-files-same-name: The case');
  });

  test('each verdict has its element', () => {
    expect(suite('R1')).toMatch(/<testcase [^>]*\/>/);
    expect(suite('R7')).toMatch(
      /<failure type="broken" message="expected rejected with 4xx or 5xx; actual status 200/,
    );
    expect(suite('R7')).toContain('&gt; POST /files/v1/client/upload_files?a=b HTTP/1.1');
    expect(suite('R13')).toMatch(/<system-out>Warning: expected/);
    expect(suite('R2')).toMatch(/<error type="inconclusive" message="expected .*csv-file was not accepted"/);
    expect(suite('R11')).toContain('<skipped message="--foreign-account-id was not given"></skipped>');
  });

  test('the first of similar cases has the exchange, and the others name it', async () => {
    const many = renderJunit(reportOf(alike(45)));
    expect(await validate(many)).toEqual([]);
    expect(
      many.match(/<failure type="broken" message="expected rejected with 4xx or 5xx; actual status 201/g),
    ).toHaveLength(45);
    expect(many.match(/HTTP\/1\.1 201/g)).toHaveLength(1);
    expect(many.match(/As in alike-0, where the exchange is shown\./g)).toHaveLength(44);
    // Each request is different, so each keeps its curl line.
    expect(many.match(/curl -sS/g)).toHaveLength(45);
  });

  test('a case that is the first of any difference has its exchange', () => {
    const first = caseOf('a', 'fail', [check('R7', 'fail', 'status 201')]);
    const both = caseOf('b', 'fail', [check('R7', 'fail', 'status 201'), check('R7', 'fail', 'status 202')]);
    expect(renderJunit(reportOf([first, both]))).not.toContain('As in');
  });

  test('the deployment is in the properties', () => {
    expect(suite('R7')).toContain('<property name="baseUrl" value="https://staging.example"/>');
  });
});

describe('HAR', () => {
  const { har: _, ...parts } = createRequire(import.meta.url)('har-schema');
  const ajv = new Ajv({ strict: false, logger: false });
  addFormats.default(ajv);
  ajv.addMetaSchema(createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json'));
  for (const schema of Object.values<object>(parts)) ajv.addSchema(schema);
  const isLog = ajv.getSchema('log.json#');

  test.each([
    ['ordinary', report],
    ['attacked', attacked],
  ])('the %s report fits HAR 1.2', (_, each) => {
    expect([isLog?.(JSON.parse(renderHar(each)).log), isLog?.errors ?? []]).toEqual([true, []]);
  });

  test.each([
    'https://staging.example/files/v1/client/upload_files?token=[redacted]&a=b',
    'https://staging.example/files/v1/[redacted]/upload_files?token=[redacted]',
    'https://[redacted].example:8443/files/v1/client/upload_files',
    'http://[::1]:8080/files/v1/client/upload_files',
  ])('an exchange with %s fits, too', (url) => {
    const hidden = reportOf([caseOf('a', 'pass', [], { exchanges: [exchange(200, 'a response', url)] })]);
    const { log } = JSON.parse(renderHar(hidden));
    expect([isLog?.(log), isLog?.errors ?? []]).toEqual([true, []]);
    expect(decodeURI(log.entries[0].request.url)).toBe(url);
    const [query] = log.entries[0].request.queryString;
    if (url.includes('?')) expect(query).toEqual({ name: 'token', value: '[redacted]' });
  });

  test('the schema detects an invalid URL', () => {
    const broken = structuredClone(JSON.parse(renderHar(report)).log);
    broken.entries[0].request.url += '[redacted]';
    expect(isLog?.(broken)).toBe(false);
  });

  test('it can be shown on a terminal', () => {
    expect(renderHar(attacked)).not.toMatch(unprintable);
  });

  const { log } = JSON.parse(renderHar(report));

  test('an entry is an exchange, and names its case', () => {
    expect(log.entries.map(({ pageref }: { pageref: string }) => pageref)).toEqual([
      'csv-file',
      'two-files-same-name',
      'method-get',
      'token-prefix',
    ]);
    expect(log.entries[0].request).toMatchObject({
      method: 'POST',
      queryString: [{ name: 'a', value: 'b' }],
      bodySize: 12,
      postData: { params: [{ name: 'accountId', value: 'account' }, { fileName: 'statement.csv' }] },
    });
    expect(log.entries[0].response).toMatchObject({ status: 200, content: { text: 'a response', size: 10 } });
  });

  test('the text of a body shows its parts, and of files how many bytes', () => {
    const disposition = 'Content-Disposition: form-data; name=';
    expect(log.entries[0].request.postData.text).toBe(
      [
        `--x\r\n${disposition}"accountId"\r\n\r\naccount\r\n`,
        `--x\r\n${disposition}"file"; filename="statement.csv"\r\nContent-Type: text/csv\r\n\r\n(3 bytes of text/csv)\r\n`,
        '--x--\r\n',
      ].join(''),
    );
  });

  test.each<[string, Partial<ReportedExchange['request']>, string | undefined]>([
    ['JSON', { headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' }, '{"a":1}'],
    [
      'a file alone',
      { headers: { 'Content-Type': 'text/csv' }, body: '(3 bytes of text/csv)' },
      '(3 bytes of text/csv)',
    ],
    ['text without a type', { headers: {}, body: 'a=b' }, 'a=b'],
    ['no body', { headers: {}, body: '' }, undefined],
    [
      'names that need escapes',
      {
        headers: { 'Content-Type': 'multipart/form-data' },
        parts: [{ name: 'a"b', fileName: 'c\r\nd"', size: 1 }],
      },
      '--boundary\r\nContent-Disposition: form-data; name="a%22b"; filename="c%0D%0Ad%22"\r\n\r\n(1 byte of no type)\r\n--boundary--\r\n',
    ],
  ])('the text of %s', (_, request, text) => {
    const { method, url } = exchange(200).request;
    const sent = { ...exchange(200), request: { method, url, ...request } } as ReportedExchange;
    const { log } = JSON.parse(renderHar(reportOf([caseOf('a', 'pass', [], { exchanges: [sent] })])));
    expect(log.entries[0].request.postData?.text).toBe(text);
    expect([isLog?.(log), isLog?.errors ?? []]).toEqual([true, []]);
  });

  test('an exchange without a response has status 0 and the reason', () => {
    expect(log.entries[3].response).toMatchObject({ status: 0, comment: 'no response: a response' });
  });
});

describe('Markdown', () => {
  const markdown = renderMarkdown(report);

  test('the verdict comes first, then the requirements, then what is broken', () => {
    const order = ['# ❌ The deployment breaks', '| R7 | MUST | **broken** |', '## Broken', '## Warnings'];
    const places = order.map((text) => markdown.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(0);
  });

  test('a failure shows its sentence, expected, actual, exchange and curl line', () => {
    const broken = markdown.slice(markdown.indexOf('## Broken'), markdown.indexOf('## Warnings'));
    expect(broken).toMatch(/### R7 MUST: Exactly one file/);
    expect(broken).toContain('- R7: expected rejected with 4xx or 5xx; actual `status 200 a response`');
    expect(broken).toMatch(/```http\nPOST .*```sh\ncurl /s);
  });

  test('a server’s text stays text', () => {
    const text = renderMarkdown(attacked);
    const outside = text.replace(/^(`{3,})\w+\n.*?^\1$/gms, '').replace(/(`+).*?\1/g, '');
    expect(outside).not.toMatch(/(?<!\\)<(script|img)/);
    expect(text).not.toMatch(unprintable);
  });

  test('a fence is longer than any in the response', () => {
    const ticks = reportOf([
      caseOf('a', 'fail', [check('R7', 'fail')], { exchanges: [exchange(200, '```\n````')] }),
    ]);
    expect(renderMarkdown(ticks)).toMatch(/^`{5}http$/m);
  });
});

describe('annotations', () => {
  test('each broken requirement is an error, each warned one a warning', () => {
    const lines = renderAnnotations(report);
    expect(lines.map((line) => line.split('::')[1])).toEqual([
      'error title=R7 MUST',
      'warning title=R13 SHOULD',
      'warning title=R14 SHOULD',
    ]);
    expect(lines[0]).toMatch(
      /::R7: status 200 a response instead of being rejected with 4xx or 5xx \(1 case\)%0AExactly one file.*%0ACases: two-files-same-name$/,
    );
  });

  test('no response adds a command of its own', () => {
    for (const line of renderAnnotations(attacked)) expect(line).not.toMatch(/\n|##\[/);
  });
});
