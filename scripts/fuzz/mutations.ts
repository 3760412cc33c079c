import type { Random } from '../../mocks/responses/random.ts';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);

const splice = (bytes: Buffer, at: number, length: number, inserted: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + length)]);

/** Bytes that parsers are known to get wrong. */
const tokens = [
  '\r\n',
  '\n',
  '\r',
  '\r\n\r\n',
  '\0',
  '--',
  '--fuzz-boundary',
  '\r\n--fuzz-boundary\r\n',
  '\r\n--fuzz-boundary--',
  '\r\n--fuzz-boundary \t \r\n',
  ';',
  '"',
  '\\"',
  '=',
  ': ',
  '%00%zz%',
  "filename*=utf-8''%E0%A4%A",
  "filename*=x'y'z",
  '; filename=a.txt',
  '; name=__proto__',
  'Content-Length: 7\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Transfer-Encoding: gzip, chunked\r\n',
  'Expect: 100-continue\r\n',
  'Upgrade: h2c\r\nConnection: upgrade\r\n',
  'Prefer: code=403, wait=0.01\r\n',
  'Prefer: example=__proto__, dynamic=x\r\n',
  'Origin: null\r\nAccess-Control-Request-Method: \xff\r\n',
  '\xc3\x28\xff\xfe',
  '\u202e\ufeff\u{1f4a9}',
].map((text) => Buffer.from(text, 'latin1'));

const lengths = ['0', '-1', '1', '99999999999999999999', '1e3', '0x10', '+5', ' ', '5, 5', 'NaN'];

const mutations: readonly Mutation[] = [
  function flip(bytes, random) {
    const copy = Buffer.from(bytes);
    for (let count = 1 + below(random, 8); count > 0; count -= 1) {
      copy[below(random, copy.length)] = below(random, 256);
    }
    return copy;
  },
  function cut(bytes, random) {
    return bytes.subarray(0, below(random, bytes.length));
  },
  function remove(bytes, random) {
    return splice(bytes, below(random, bytes.length), 1 + below(random, 40), Buffer.alloc(0));
  },
  function double(bytes, random) {
    const at = below(random, bytes.length);
    const piece = bytes.subarray(at, at + 1 + below(random, 200));
    return splice(bytes, at, 0, piece);
  },
  function insert(bytes, random) {
    const token = tokens[below(random, tokens.length)] ?? Buffer.alloc(0);
    return splice(bytes, below(random, bytes.length), 0, token);
  },
  function insertLong(bytes, random) {
    const filler = Buffer.alloc(1 + below(random, 20_000), below(random, 256));
    return splice(bytes, below(random, bytes.length), 0, filler);
  },
  function lieAboutLength(bytes, random) {
    const length = lengths[below(random, lengths.length)];
    return Buffer.from(
      bytes.toString('latin1').replace(/Content-Length: \d+/, `Content-Length: ${length}`),
      'latin1',
    );
  },
  function frameTwice(bytes) {
    const both = 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n';
    return Buffer.from(bytes.toString('latin1').replace('\r\n\r\n', `\r\n${both}`), 'latin1');
  },
  function manyHeaders(bytes, random) {
    const headers = 'X-A: 1\r\n'.repeat(below(random, 3000));
    return splice(bytes, bytes.indexOf('\r\n') + 2, 0, Buffer.from(headers));
  },
  function manyParts(bytes, random) {
    const start = bytes.indexOf('\r\n--fuzz-boundary');
    if (start === -1) return bytes;
    const end = bytes.indexOf('\r\n--fuzz-boundary', start + 2);
    const piece = bytes.subarray(start, end === -1 ? bytes.length : end);
    return splice(bytes, start, 0, Buffer.concat(Array<Buffer>(below(random, 2000)).fill(piece)));
  },
];

/** Changes a request in one to three ways; the same numbers make the same changes. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let count = 1 + below(random, 3); count > 0; count -= 1) {
    const mutation = mutations[below(random, mutations.length)];
    if (mutation !== undefined && mutated.length > 0) mutated = mutation(mutated, random);
  }
  // A matching length usually lets the change get past the framing.
  return random() < 0.25 ? mutated : fitLength(mutated);
}

function fitLength(bytes: Buffer): Buffer {
  const body = bytes.indexOf('\r\n\r\n');
  if (body === -1) return bytes;
  const head = bytes
    .toString('latin1', 0, body)
    .replace(/Content-Length: \d+/, `Content-Length: ${bytes.length - body - 4}`);
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes.subarray(body)]);
}
