import type { Contract } from '../spec/contract.ts';
import type { Rate } from './control/rate.ts';
import type { HandledRequest } from './gate/handled-request.ts';
import type { MultipartLimits } from './gate/multipart/reader.ts';
import type { ReadingLimits } from './gate/reading.ts';
import type { ChaosFault } from './responses/chaos.ts';

/** The options of the mock, named as on the command line. */
export interface MockOptions {
  /** The contract that rules on uploads. Default: the built-in one. */
  contract?: Contract;
  /** Default: 0, which picks a free port. */
  port?: number;
  /** Default: 127.0.0.1. Any other than loopback gives other machines access. */
  host?: string;
  /** The prefix of every path, as in a deployment whose base URL has one: `/api`. Default: none. */
  basePath?: string;
  /** Who may upload; a list that is left out admits every value that is not empty. */
  tokens?: readonly string[];
  accountIds?: readonly string[];
  clientIds?: readonly string[];
  /** Milliseconds before each response, or a range. */
  latency?: number | readonly [number, number];
  /** The rate at which uploads are read, in bytes per second: a number, or a text such as `200k` or `1.5M` (k is 1000). */
  uploadRate?: Rate;
  /** The rate at which responses are sent, likewise. */
  responseRate?: Rate;
  /** Failures to inject. */
  chaos?: readonly ChaosFault[];
  /** Bytes. Default: 5 GiB. */
  maxFileSize?: number;
  /** Generates, from the schemas, the values that neither the request nor the ruling determines. */
  dynamic?: boolean;
  /** The same seed gives the same ids, generated values, latencies and failures in the same order. */
  seed?: string;
  /** Records the SHA-256 of files in the journal. Default: false. */
  digest?: boolean;
  /** Gives pages of other origins access (CORS). Default: true. */
  cors?: boolean;
  /** Keeps a journal of the last requests, and shows them under /__mock. Default: true. */
  journal?: boolean;
  /** Host names for /__mock, in addition to loopback and the address that the mock listens on. */
  allowHosts?: readonly string[];
  /** The reference site (`upload-contract docs`) whose pages the inspector links to, http or https. Default: the contract's `externalDocs`. */
  docsUrl?: string;
  /** Limits other than the file size. */
  limits?: Partial<MockLimits>;
  /** Called with each exchange when it has ended. */
  onRequest?: (record: HandledRequest) => void;
}

/** Sizes are in bytes, times in milliseconds. */
export interface MockLimits extends Omit<MultipartLimits, 'fileSize'> {
  /** Of the request line and headers. */
  headerSize: number;
  /** From the first byte of a request to its last. */
  requestTime: number;
  /** Without a byte while a request arrives. */
  idleTime: number;
  /** How much to read of a rejected request before an early response, and after it before the connection closes. */
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
