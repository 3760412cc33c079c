import { describe, expect, it } from 'vitest';
import { createMultipartReader, type MultipartLimits } from '../../../../mocks/gate/multipart/reader.ts';
import type { BodyFacts, PartFacts } from '../../../../spec/rules.ts';

const limits: MultipartLimits = { parts: 4, partHeaderSize: 200, fieldSize: 100, fileSize: 1000 };

/** Reads a body in pieces of this size. */
function read(body: string, size = body.length, boundary = 'B'): BodyFacts {
  const bytes = Buffer.from(body);
  const reader = createMultipartReader(boundary, limits);
  for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
  return reader.end();
}

const field = (name: string, value: string): PartFacts => ({ kind: 'field', name, value });
const file = (fileName: string, size: number, mediaType = 'text/plain'): PartFacts => ({
  kind: 'file',
  name: 'f',
  fileName,
  mediaType,
  size,
});

const disposition = 'Content-Disposition: form-data; name=';
const fileDisposition = 'Content-Disposition: form-data; name="f"; filename=';

const wellFormed: [what: string, body: string, parts: PartFacts[]][] = [
  ['a field', `--B\r\n${disposition}"a"\r\n\r\n1\r\n--B--\r\n`, [field('a', '1')]],
  ['no part at all', '--B--\r\n', []],
  ['no break after the last delimiter', `--B\r\n${disposition}"a"\r\n\r\n1\r\n--B--`, [field('a', '1')]],
  [
    'a preamble and an epilogue',
    `hello\r\n--B\r\n${disposition}"a"\r\n\r\n1\r\n--B--\r\n--B\r\nbye`,
    [field('a', '1')],
  ],
  [
    'whitespace after the delimiters',
    `--B \t\r\n${disposition}"a"\r\n\r\n1\r\n--B-- \t\r\n`,
    [field('a', '1')],
  ],
  ['whitespace after the last delimiter', `--B\r\n${disposition}"a"\r\n\r\n1\r\n--B-- `, [field('a', '1')]],
  ['an empty field', `--B\r\n${disposition}"a"\r\n\r\n\r\n--B--`, [field('a', '')]],
  ['a part that ends with its head', `--B\r\n${disposition}"a"\r\n\r\n--B--`, [field('a', '')]],
  [
    'a longer boundary in the content',
    `--B\r\n${disposition}"a"\r\n\r\n1\r\n--BB\r\n2\r\n--B--`,
    [field('a', '1\r\n--BB\r\n2')],
  ],
  [
    'a delimiter that is none',
    `--B\r\n${disposition}"a"\r\n\r\n\r\n--B-\r\n--B\r\r\n--B--`,
    [field('a', '\r\n--B-\r\n--B\r')],
  ],
  ['a boundary amid a line', `--B\r\n${disposition}"a"\r\n\r\n--B--B\r\n--B--`, [field('a', '--B--B')]],
  [
    'line breaks as content',
    `--B\r\n${disposition}"a"\r\n\r\n\r\r\n\n\r\n\r\n--B--`,
    [field('a', '\r\r\n\n\r\n')],
  ],
  [
    'equal names, in order',
    `--B\r\n${disposition}"a"\r\n\r\n1\r\n--B\r\n${disposition}"a"\r\n\r\n2\r\n--B--`,
    [field('a', '1'), field('a', '2')],
  ],
  ['a name of every object', `--B\r\n${disposition}"__proto__"\r\n\r\n1\r\n--B--`, [field('__proto__', '1')]],
  ['a name in UTF-8', `--B\r\n${disposition}"größe"\r\n\r\n„1“\r\n--B--`, [field('größe', '„1“')]],
  [
    'header names in any case',
    `--B\r\ncontent-DISPOSITION:form-data;NAME=a\r\n\r\n1\r\n--B--`,
    [field('a', '1')],
  ],
  [
    'a folded header',
    `--B\r\nContent-Disposition: form-data;\r\n name="a"\r\n\r\n1\r\n--B--`,
    [field('a', '1')],
  ],
  [
    'a content length in the part',
    `--B\r\n${disposition}"a"\r\nContent-Length: 9\r\n\r\n1\r\n--B--`,
    [field('a', '1')],
  ],
  [
    'a charset',
    `--B\r\nContent-Type: text/plain; charset=utf-16le\r\n${disposition}"a"\r\n\r\n1\0\r\n--B--`,
    [field('a', '1')],
  ],

  [
    'a file',
    `--B\r\n${fileDisposition}"a.csv"\r\nContent-Type: Text/CSV; charset=x\r\n\r\n123\r\n--B--`,
    [file('a.csv', 3, 'text/csv')],
  ],
  ['a file without a type', `--B\r\n${fileDisposition}"a.csv"\r\n\r\n123\r\n--B--`, [file('a.csv', 3)]],
  ['an empty file', `--B\r\n${fileDisposition}"a.csv"\r\n\r\n\r\n--B--`, [file('a.csv', 0)]],
  [
    'a file with the start of a delimiter at its end',
    `--B\r\n${fileDisposition}"a"\r\n\r\n1\r\n-\r\n--B--`,
    [file('a', 4)],
  ],
  [
    'the type first',
    `--B\r\nContent-Type: text/csv\r\n${fileDisposition}"a.csv"\r\n\r\n1\r\n--B--`,
    [file('a.csv', 1, 'text/csv')],
  ],
  [
    'nothing quoted',
    '--B\r\nContent-Disposition: form-data; filename=my file.txt; name=f\r\n\r\n1\r\n--B--',
    [file('my file.txt', 1)],
  ],
  [
    'a semicolon in a file name',
    `--B\r\n${fileDisposition}"a;b=c.csv"\r\n\r\n1\r\n--B--`,
    [file('a;b=c.csv', 1)],
  ],
  [
    'escaped quotes',
    `--B\r\n${fileDisposition}"a \\"b\\" \\\\c.csv"\r\n\r\n1\r\n--B--`,
    [file('a "b" \\c.csv', 1)],
  ],
  [
    'a Windows path',
    `--B\r\n${fileDisposition}"C:\\temp\\a.csv"\r\n\r\n1\r\n--B--`,
    [file('C:\\temp\\a.csv', 1)],
  ],
  [
    'a file name in UTF-8',
    `--B\r\n${fileDisposition}"Größe 📎.csv"\r\n\r\n1\r\n--B--`,
    [file('Größe 📎.csv', 1)],
  ],
  [
    'an extended file name alone',
    "--B\r\nContent-Disposition: form-data; name=f; filename*=utf-8''Gr%C3%B6%C3%9Fe.csv\r\n\r\n1\r\n--B--",
    [file('Größe.csv', 1)],
  ],
  [
    'both kinds of file name',
    `--B\r\n${fileDisposition}"?.csv"; filename*=iso-8859-1'de'Gr%F6%DFe.csv\r\n\r\n1\r\n--B--`,
    [file('Größe.csv', 1)],
  ],
  [
    'an extended file name that is none',
    `--B\r\n${fileDisposition}x; filename*=%E0%A4%A\r\n\r\n1\r\n--B--`,
    [file('%E0%A4%A', 1)],
  ],
  [
    'a file without a name',
    '--B\r\nContent-Disposition: form-data; filename=a\r\n\r\n1\r\n--B--',
    [{ ...file('a', 1), name: '' }],
  ],
  ['an empty file name, which is no file', `--B\r\n${fileDisposition}""\r\n\r\n\r\n--B--`, [field('f', '')]],
];

const malformed: [what: string, body: string][] = [
  ['nothing', ''],
  ['no delimiter', 'accountId=1'],
  ['another boundary', `--C\r\n${disposition}"a"\r\n\r\n1\r\n--C--\r\n`],
  ['line feeds alone', `--B\n${disposition}"a"\n\n1\n--B--\n`],
  ['no last delimiter', `--B\r\n${disposition}"a"\r\n\r\n1\r\n`],
  ['half a last delimiter', `--B\r\n${disposition}"a"\r\n\r\n1\r\n--B-`],
  ['an end within a file', `--B\r\n${fileDisposition}"a.csv"\r\n\r\n12`],
  ['an end within a head', `--B\r\n${fileDisposition}`],
  ['a head without a disposition', '--B\r\nContent-Type: text/plain\r\n\r\n1\r\n--B--'],
  ['a head without lines', '--B\r\n\r\n1\r\n--B--'],
  ['a part without a name', '--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n--B--'],
  ['a line that is no header', `--B\r\n${disposition}"a"\r\nhello\r\n\r\n1\r\n--B--`],
];

const tooLarge: [what: string, body: string][] = [
  ['a file', `--B\r\n${fileDisposition}"a"\r\n\r\n${'x'.repeat(1001)}\r\n--B--`],
  ['a field', `--B\r\n${disposition}"a"\r\n\r\n${'x'.repeat(101)}\r\n--B--`],
  ['a head', `--B\r\n${disposition}"${'a'.repeat(200)}"\r\n\r\n1\r\n--B--`],
  ['a head without end', `--B\r\n${disposition}"${'a'.repeat(200)}`],
  ['parts, too many', `${`--B\r\n${disposition}"a"\r\n\r\n1\r\n`.repeat(5)}--B--`],
];

const pieces = [1, 2, 3, 7, 1000];

describe.each(pieces)('a multipart body in pieces of %i bytes', (size) => {
  it.each(wellFormed)('may have %s', (_, body, parts) => {
    expect(read(body, size)).toEqual({ complete: true, tooLarge: false, parts });
  });

  it.each(malformed)('is malformed with %s', (_, body) => {
    expect(read(body, size)).toMatchObject({ complete: false, tooLarge: false });
  });

  it.each(tooLarge)('is too large with %s', (_, body) => {
    expect(read(body, size)).toMatchObject({ complete: false, tooLarge: true });
  });
});

describe('a multipart body', () => {
  it('may be exactly as large as the limits', () => {
    const body = `--B\r\n${fileDisposition}"a"\r\n\r\n${'x'.repeat(1000)}\r\n--B\r\n${disposition}"a"\r\n\r\n${'x'.repeat(100)}\r\n--B--`;
    expect(read(body)).toMatchObject({ complete: true, tooLarge: false });
  });

  it('may have a boundary of any characters that headers allow', () => {
    const boundary = "'()+_,-./:=?  x";
    const body = `--${boundary}\r\n${disposition}"a"\r\n\r\n1\r\n--${boundary}--`;
    expect(read(body, 5, boundary).parts).toEqual([field('a', '1')]);
  });

  it('lists the files before a limit was exceeded', () => {
    const one = `--B\r\n${fileDisposition}"a"\r\n\r\n1\r\n`;
    expect(read(one.repeat(5)).parts).toHaveLength(4);
  });

  it('is read as Latin-1 if a file name is not UTF-8', () => {
    const reader = createMultipartReader('B', limits);
    reader.write(Buffer.from(`--B\r\n${fileDisposition}"Größe.csv"\r\n\r\n1\r\n--B--`, 'latin1'));
    expect(reader.end().parts).toEqual([file('Größe.csv', 1)]);
  });
});
