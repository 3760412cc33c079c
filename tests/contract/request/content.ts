import { createHash } from 'node:crypto';
import type { Faker } from '@faker-js/faker';
import { faker } from '@faker-js/faker/locale/en';
import type { FileKind, FileRecipe, PartHead } from '../case.ts';
import { invoicePdf } from './pdf.ts';

/** A file as it goes on the wire. */
export interface FileContent {
  fileName: string;
  /** Undefined: the part carries no Content-Type. */
  mediaType: string | undefined;
  /** Undefined: as browsers write it. */
  partHead: PartHead | undefined;
  /** Bytes. */
  size: number;
  /** The content; a large file repeats its first piece, and the last one may be cut. */
  pieces: readonly Uint8Array[];
}

interface Kind {
  mediaType: string;
  extension: string;
  stem: string;
  /** @param digest of the seed. */
  fill: (digest: Buffer) => Uint8Array;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const withFaker =
  (fill: (faker: Faker) => Uint8Array): Kind['fill'] =>
  (digest) => {
    faker.seed(digest.readUInt32BE());
    return fill(faker);
  };

const kinds: Record<FileKind, Kind> = {
  csv: {
    mediaType: 'text/csv',
    extension: 'csv',
    stem: 'statement',
    fill: statement,
  },
  pdf: {
    mediaType: 'application/pdf',
    extension: 'pdf',
    stem: 'paper',
    fill: withFaker(invoicePdf),
  },
  text: {
    mediaType: 'text/plain',
    extension: 'txt',
    stem: 'letter',
    fill: withFaker((faker) => utf8(letter(faker))),
  },
  binary: {
    mediaType: 'application/octet-stream',
    extension: 'bin',
    stem: 'data',
    fill: withFaker(noise),
  },
  empty: { mediaType: 'text/csv', extension: 'csv', stem: 'empty', fill: () => new Uint8Array() },
  'delimiter-like-lines': {
    mediaType: 'text/plain',
    extension: 'txt',
    stem: 'lines',
    fill: withFaker((faker) =>
      utf8(`--\r\n----\r\n\r\n--${letter(faker)}\r\n------upload-contract\r\n--\r\nend`),
    ),
  },
  'line-breaks-at-the-end': {
    mediaType: 'text/plain',
    extension: 'txt',
    stem: 'lines',
    fill: withFaker((faker) => utf8(`${letter(faker)}\r\n\r\n\n\r\n`)),
  },
};

/** The content of a seed. */
interface Filling {
  /** Before they are brought to a size, so they are few. */
  bytes: Uint8Array;
  /** Distinguishes default file names. */
  suffix: string;
}

/** Contents to keep: a request is filled in to be counted, sent and shown, and runs repeat the same cases. */
const mostFillings = 2000;

const fillings = new Map<string, Filling>();

/**
 * Fills a file. The same recipe and seed give the same bytes.
 *
 * @param seed determines the content; derive it from the run, the case and the file's index.
 * @param mark is part of the default file name, so that the upload can be identified.
 */
export function fileContent(recipe: FileRecipe, seed: string, mark: string): FileContent {
  const { extension, stem, mediaType } = kinds[recipe.kind];
  const { bytes, suffix } = fillingOf(recipe.kind, seed);
  const { size = bytes.length } = recipe;
  return {
    fileName: recipe.name ?? `${mark}-${stem}-${suffix}.${extension}`,
    mediaType: recipe.mediaType === undefined ? mediaType : (recipe.mediaType ?? undefined),
    partHead: recipe.partHead,
    size,
    pieces: size === bytes.length ? [bytes] : repeated(bytes, size),
  };
}

/** What identifies the content of a file, together with its size. */
export const beginningOf = ({ pieces }: FileContent): Uint8Array => pieces[0] ?? noBytes;

const noBytes = new Uint8Array();

/** The content of a file in one piece. */
export const bytesOf = (file: FileContent): Uint8Array =>
  file.pieces.length === 1 ? beginningOf(file) : Buffer.concat(file.pieces);

function fillingOf(kind: FileKind, seed: string): Filling {
  const key = `${kind} ${seed}`;
  const known = fillings.get(key);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(seed).digest();
  const filling = { bytes: kinds[kind].fill(digest), suffix: digest.toString('hex', lines, lines + 2) };
  if (fillings.size >= mostFillings) fillings.clear();
  fillings.set(key, filling);
  return filling;
}

/** Bytes that a piece has at least. With shorter ones, writing them takes longer. */
const pieceSize = 64 * 1024;

/** Repeats or cuts bytes to a size. All pieces share memory: making 50 MB of files takes longer than sending them. */
function repeated(bytes: Uint8Array, size: number): Uint8Array[] {
  const length = Math.ceil(pieceSize / bytes.length) * bytes.length;
  const piece = Buffer.alloc(Math.min(size, length), bytes);
  const count = Math.ceil(size / piece.length);
  return Array.from({ length: count }, (_, index) => piece.subarray(0, size - index * piece.length));
}

/** Lines of a statement. */
const lines = 8;

/** Statements choose from these: nearly all files are statements, and making each line anew takes a tenth of a run. */
let bookings: readonly string[] = [];

const booking = (): string =>
  [
    faker.date.recent({ refDate: '2026-01-01', days: 90 }).toISOString().slice(0, 10),
    `"${faker.company.name()}"`,
    faker.finance.amount(),
    faker.finance.currencyCode(),
  ].join(',');

function statement(digest: Buffer): Uint8Array {
  if (bookings.length === 0) {
    faker.seed(0);
    bookings = Array.from({ length: 64 }, booking);
  }
  const rows = [...digest.subarray(0, lines)].map((byte) => bookings[byte % bookings.length]);
  return utf8(`${['date,payee,amount,currency', ...rows].join('\r\n')}\r\n`);
}

function letter(faker: Faker): string {
  return `Dear ${faker.person.firstName()},\n\n${faker.lorem.paragraphs(2)}\n\n${faker.person.fullName()}\n`;
}

/** Every byte value at least once, including those that end lines and strings. */
function noise(faker: Faker): Uint8Array {
  const start = faker.number.int(255);
  const step = faker.number.int(127) * 2 + 1;
  const bytes = new Uint8Array(2048);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = start + index * step + (index >> 8);
  return bytes;
}
