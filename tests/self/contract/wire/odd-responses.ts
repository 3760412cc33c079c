export type Client = 'fetch' | 'http' | 'curl';

/**
 * A response in bytes, and the clients that reject it: undici's fetch, Node's http, curl (measured with 7.30, 20 to 26,
 * 7.88).
 */
export type OddResponse = [name: string, bytes: Buffer, rejectedBy: readonly Client[]];

export const content = '{"a":1}';
export const ok = 'HTTP/1.1 200 OK\r\n';
export const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A valid response with these lines in its head, each with its end. */
const withLines = (lines: string): Buffer => bytes(`${ok}${lines}Content-Length: 7\r\n\r\n${content}`);
const withHead = (head: string): Buffer => bytes(`${head}\r\n\r\n${content}`);
const withLength = (length: string): Buffer => withHead(`${ok}Content-Length:${length}`);
const withStatusLine = (line: string): Buffer => withHead(`${line}\r\nContent-Length: 7`);

/** In chunked coding, with these chunks. */
export const inChunks = (chunks: string, coding = 'chunked'): Buffer =>
  bytes(`${ok}Transfer-Encoding: ${coding}\r\n\r\n${chunks}`);
export const chunk = `7\r\n${content}\r\n0\r\n\r\n`;
const chunkOf = (size: string): Buffer => inChunks(`${size}\r\n${content}\r\n0\r\n\r\n`);
const lastChunk = (end: string): Buffer => inChunks(`7\r\n${content}\r\n${end}`);

const all: Client[] = ['fetch', 'http', 'curl'];
const node: Client[] = ['fetch', 'http'];
const curl: Client[] = ['curl'];
export const fetchOnly: Client[] = ['fetch'];
export const nobody: Client[] = [];

const chunks: OddResponse[] = [
  ['a size of letters', chunkOf('XX'), all],
  ['a size of 0x7', chunkOf('0x7'), all],
  ['a last size of 0x0', lastChunk('0x0\r\n\r\n'), node],
  ['no size', chunkOf(''), all],
  ['a size of +7', chunkOf('+7'), all],
  ['a size of -7', chunkOf('-7'), all],
  ['a space before the size', chunkOf(' 7'), all],
  ['a space behind the size', chunkOf('7 '), node],
  ['a tab behind the size', chunkOf('7\t'), node],
  ['a size of 7g', chunkOf('7g'), node],
  ['a size of 7.0', chunkOf('7.0'), node],
  ['a size of 17 digits', chunkOf('00000000000000007'), curl],
  ['a size that overflows', chunkOf('10000000000000007'), all],
  ['a last size of letters', lastChunk('XX\r\n\r\n'), all],
  ['no last size', lastChunk('\r\n\r\n'), all],
  ['nothing between the chunks', inChunks(`7\r\n${content}0\r\n\r\n`), all],
  ['letters between the chunks', inChunks(`7\r\n${content}XX0\r\n\r\n`), all],
  ['a line between the chunks', inChunks(`7\r\n${content}XX\r\n0\r\n\r\n`), all],
  ['a chunk that is longer than its size', inChunks(`3\r\n${content}\r\n0\r\n\r\n`), all],
  ['LF behind a chunk', inChunks(`7\r\n${content}\n0\r\n\r\n`), node],
  ['LF behind a size', inChunks(`7\n${content}\r\n0\r\n\r\n`), node],
  ['CR behind a chunk', inChunks(`7\r\n${content}\r0\r\n\r\n`), all],
  ['CR behind a size', inChunks(`7\r${content}\r\n0\r\n\r\n`), all],
  ['LF at the end', lastChunk('0\r\n\n'), node],
  ['a space before an extension', chunkOf('7 ;a=b'), node],
  ['a space within an extension', chunkOf('7; a=b'), node],
  ['an extension without a name', chunkOf('7;'), node],
  ['an extension with a NUL', chunkOf('7;a=\0'), node],
  ['an extension with an open quote', chunkOf('7;a="b'), node],
  ['a trailer without a colon', lastChunk('0\r\nX-T 1\r\n\r\n'), all],
  ['a trailer with a space before its colon', lastChunk('0\r\nX-T : 1\r\n\r\n'), node],
  ['a trailer without a name', lastChunk('0\r\n: 1\r\n\r\n'), node],
  ['a trailer with a NUL', lastChunk('0\r\nX-T: \0\r\n\r\n'), all],
  ['a folded trailer', lastChunk('0\r\nX-T: 1\r\n 2\r\n\r\n'), node],
  ['a length in the trailer', lastChunk('0\r\nContent-Length: 1\r\n\r\n'), node],
  ['an end within the last chunk', lastChunk('0\r\n'), all],
  ['leading zeros', chunkOf('0007'), nobody],
  ['lower-case digits', inChunks('d\r\n{"a":1234567}\r\n0\r\n\r\n'), nobody],
  ['upper-case digits', inChunks('D\r\n{"a":1234567}\r\n0\r\n\r\n'), nobody],
  ['extensions', chunkOf('7;a=b;c;d="e f;\\"g";h='), nobody],
  ['a last size of many zeros', lastChunk('000\r\n\r\n'), nobody],
  ['trailers', lastChunk('0\r\nX-T: 1\r\nX-U:2\r\n\r\n'), nobody],
];

const lengths: OddResponse[] = [
  ['two equal lengths', withLines('Content-Length: 7\r\n'), node],
  ['two lengths, the first shorter', withLines('Content-Length: 5\r\n'), node],
  ['two lengths, the first longer', withLines('content-length: 9\r\n'), node],
  ['a list of equal lengths', withLength(' 7, 7'), node],
  ['a list of lengths', withLength(' 7, 8'), node],
  ['no length', withLength(' '), all],
  ['a length of letters', withLength(' seven'), all],
  ['a length of -7', withLength(' -7'), all],
  ['a length of +7', withLength(' +7'), node],
  ['a length of 7.0', withLength(' 7.0'), node],
  ['a length of 0x7', withLength(' 0x7'), node],
  ['a length with a unit', withLength(' 7 bytes'), node],
  ['a length in quotes', withLength(' "7"'), all],
  ['a length that overflows', withLength(' 18446744073709551623'), node],
  ['a length of letters beside no content', withHead('HTTP/1.1 204 No Content\r\nContent-Length: x'), node],
  ['more than there is', withLength(' 9'), all],
  ['whitespace around the length', withLength(' \t 7 '), nobody],
  ['no whitespace', withLength('7'), nobody],
  ['leading zeros in the length', withLength(' 007'), nobody],
  ['no length, to the end of the connection', withHead(`${ok}X-A: 1`), nobody],
];

const transferCodings: OddResponse[] = [
  ['chunked beside a length', inChunks(chunk, 'chunked\r\nContent-Length: 7'), node],
  [
    'chunked behind a length',
    bytes(`${ok}Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`),
    node,
  ],
  ['identity beside a length', withLines('Transfer-Encoding: identity\r\n'), node],
  ['another coding before chunked', inChunks(chunk, 'foo, chunked'), curl],
  ['gzip that is not gzip, before chunked', inChunks(chunk, 'gzip, chunked'), curl],
  ['gzip behind chunked', inChunks(chunk, 'chunked, gzip'), curl],
  ['xchunked', inChunks(chunk, 'xchunked'), curl],
  ['chunked with a parameter', inChunks(chunk, 'chunked;a=b'), curl],
  ['chunked in quotes', inChunks(chunk, '"chunked"'), curl],
  ['Chunked', inChunks(chunk, 'Chunked'), nobody],
  ['identity before chunked', inChunks(chunk, 'identity, chunked'), nobody],
  ['identity', withHead(`${ok}Transfer-Encoding: identity`), nobody],
];

const fields: OddResponse[] = [
  ['a field line without a colon', withLines('X-Broken\r\n'), all],
  ['a sentence for a field line', withLines('Warning this is a log line\r\n'), all],
  ['a space before the colon', withLines('X-A : 1\r\n'), node],
  ['a tab before the colon', withLines('X-A\t: 1\r\n'), node],
  ['no name', withLines(': 1\r\n'), node],
  ['a name of two words', withLines('X A: 1\r\n'), node],
  ['a name in parentheses', withLines('(X): 1\r\n'), node],
  ['a name with a NUL', withLines('X\0: 1\r\n'), all],
  ['a name that is not ASCII', withLines('X-\xe4: 1\r\n'), node],
  ['a folded field', withLines('X-A: 1\r\n 2\r\n'), node],
  ['a field folded by a tab', withLines('X-A: 1\r\n\t2\r\n'), node],
  ['a folded first field', withLines(' X-A: 1\r\n'), all],
  ['CR in a value', withLines('X-A: 1\r2\r\n'), node],
  ['CR at the end of a value', withLines('X-A: 1\r\r\n'), node],
  ['LF in a value', withLines('X-A: 1\n2\r\n'), all],
  ['LF at the end of a field line', withLines('X-A: 1\n'), node],
  ['LF at the end of all lines', bytes(`HTTP/1.1 200 OK\nContent-Length: 7\n\n${content}`), node],
  ['LF at the end of the head', bytes(`${ok}Content-Length: 7\r\n\n${content}`), node],
  ['CR at the end of all lines', bytes(`HTTP/1.1 200 OK\rContent-Length: 7\r\r${content}`), all],
  ['NUL in a value', withLines('X-A: 1\x002\r\n'), all],
  ['a control character in a value', withLines('X-A: 1\x1b[m\r\n'), node],
  ['DEL in a value', withLines('X-A: 1\x7f2\r\n'), node],
  [
    'a broken field of an interim response',
    withHead(`HTTP/1.1 103 Early Hints\r\nLink\r\n\r\n${ok}Content-Length: 7`),
    all,
  ],
  ['an empty value', withLines('X-A:\r\n'), nobody],
  ['a tab in a value', withLines('X-A: 1\t2\r\n'), nobody],
  ['a value that is not ASCII', withLines('X-A: \xe4\xc3\xa4\r\n'), nobody],
  ['a name of all that a token has', withLines("X!#$%&'*+-.^_`|~9: 1\r\n"), nobody],
];

const statusLines: OddResponse[] = [
  ['a status of four digits', withStatusLine('HTTP/1.1 2000 OK'), all],
  ['a status of two digits', withStatusLine('HTTP/1.1 20 OK'), all],
  ['a status of letters', withStatusLine('HTTP/1.1 2xx OK'), all],
  ['no space behind the status', withStatusLine('HTTP/1.1 200OK'), node],
  ['status 000', withStatusLine('HTTP/1.1 000 OK'), ['fetch', 'curl']],
  ['two spaces before the status', withStatusLine('HTTP/1.1  200 OK'), node],
  ['a tab behind the status', withStatusLine('HTTP/1.1 200\tOK'), node],
  ['NUL in the reason', withStatusLine('HTTP/1.1 200 O\0K'), curl],
  ['CR in the reason', withStatusLine('HTTP/1.1 200 O\rK'), node],
  ['version 0.9', withStatusLine('HTTP/0.9 200 OK'), curl],
  ['version 1.2', withStatusLine('HTTP/1.2 200 OK'), all],
  ['version 1.10', withStatusLine('HTTP/1.10 200 OK'), all],
  ['no minor version', withStatusLine('HTTP/2 200 OK'), node],
  ['another protocol', withStatusLine('ICY 200 OK'), all],
  ['the protocol in lower case', withStatusLine('http/1.1 200 OK'), node],
  ['an empty line first', withStatusLine('\r\nHTTP/1.1 200 OK'), curl],
  ['a space first', withStatusLine(' HTTP/1.1 200 OK'), all],
  ['a byte order mark first', withStatusLine('\xef\xbb\xbfHTTP/1.1 200 OK'), all],
  ['content alone', bytes(content), all],
  ['status 101', withStatusLine('HTTP/1.1 101 Switching Protocols'), fetchOnly],
  ['no reason', withStatusLine('HTTP/1.1 200 '), nobody],
  ['no reason and no space', withStatusLine('HTTP/1.1 200'), nobody],
  ['a reason that is not ASCII', withStatusLine('HTTP/1.1 200 \xe4'), nobody],
  ['version 1.0', withStatusLine('HTTP/1.0 200 OK'), nobody],
  ['status 600', withStatusLine('HTTP/1.1 600 Odd'), nobody],
];

export const oddResponses = { chunks, lengths, transferCodings, fields, statusLines };

/** Valid HTTP that clients reject, which is not a fault of the deployment. */
export const rightResponses: OddResponse[] = [
  [
    'an interim response 100 (RFC 9110, section 15.2)',
    withHead(`HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 7`),
    fetchOnly,
  ],
];
