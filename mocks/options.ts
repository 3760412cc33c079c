import type { Contract } from '../spec/contract.ts';
import type { Rate } from './control/rate.ts';
import type { HandledRequest } from './gate/handled-request.ts';
import type { MultipartLimits } from './gate/multipart/reader.ts';
import type { ReadingLimits } from './gate/reading.ts';
import type { ChaosFault } from './responses/chaos.ts';

/** How the mock is started. The names are those of the command line. */
export interface MockOptions {
  /** What uploads are ruled on by. Default: the built-in contract. */
  contract?: Contract;
  /** Default: 0, which picks a free one. */
  port?: number;
  /** Default: 127.0.0.1. Anything but loopback lets others in. */
  host?: string;
  /** Stands before every path, as in a deployment whose base URL has one: `/api`. Default: none. */
  basePath?: string;
  /** Who may upload; a list that is left out admits every value that is not empty. */
  tokens?: readonly string[];
  accountIds?: readonly string[];
  clientIds?: readonly string[];
  /** Milliseconds before each response, or the least and the most of them. */
  latency?: number | readonly [number, number];
  /** How fast uploads are read, in bytes a second: a number, or a text such as `200k` or `1.5M` (k is 1000). */
  uploadRate?: Rate;
  /** How fast responses are sent, likewise. */
  responseRate?: Rate;
  /** Failures to rehearse. */
  chaos?: readonly ChaosFault[];
  /** Bytes. Default: 5 GiB. */
  maxFileSize?: number;
  /** Makes up, from the schemas, what neither the request nor the ruling determines. */
  dynamic?: boolean;
  /** The same seed gives the same ids, made-up values, latencies and failures in the same order. */
  seed?: string;
  /** Notes the SHA-256 of files in the journal. Default: false. */
  digest?: boolean;
  /** Lets pages of other origins in. Default: true. */
  cors?: boolean;
  /** Keeps the last exchanges and shows them under /__mock. Default: true. */
  journal?: boolean;
  /** Names under which /__mock may be asked for, besides those of loopback and the address that is listened on. */
  allowHosts?: readonly string[];
  /** Limits other than that of the file. */
  limits?: Partial<MockLimits>;
  /** Is told of each exchange when it is over. */
  onRequest?: (record: HandledRequest) => void;
}

/** Sizes are in bytes, times in milliseconds. */
export interface MockLimits extends Omit<MultipartLimits, 'fileSize'> {
  /** Of the request: line and headers. */
  headerSize: number;
  /** From the first byte of a request to its last. */
  requestTime: number;
  /** Without a byte while a request is coming in. */
  idleTime: number;
  /** What is read of a refused request before it is answered early, and after that before it is closed on. */
  drain: ReadingLimits;
  linger: ReadingLimits;
}

export const defaultMaxFileSize = 5 * 1024 ** 3;

export const defaultLimits: MockLimits = {
  parts: 1000,
  partHeaderSize: 16 * 1024,
  fieldSize: 1024 ** 2,
  headerSize: 16 * 1024,
  requestTime: 300_000,
  idleTime: 5_000,
  drain: { bytes: 256 * 1024 ** 2, milliseconds: 2_000 },
  linger: { bytes: 1024 ** 3, milliseconds: 30_000 },
};
