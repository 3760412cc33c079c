import type { Contract } from '../../spec/contract.ts';
import {
  type Authority,
  type BodyFacts,
  type HeadFacts,
  type Ruling,
  ruleOnBody,
  ruleOnHead,
} from '../../spec/rules.ts';
import type { Journal } from '../admin/journal/journal.ts';
import type { Forced } from '../control/forced.ts';
import { type Course, createCourse } from '../gate/course.ts';
import type { HandledRequest, MockResponse, Upload } from '../gate/handled-request.ts';
import { bodyReader } from '../gate/read-body.ts';
import { defaultLimits } from '../options.ts';
import type { ForcedResponse } from '../responses/asked/forced-response.ts';
import { forcedEarly } from '../responses/asked/next-responses.ts';
import type { MakeProblem } from '../responses/problem.ts';
import type { NamedResponse } from '../responses/rendered.ts';
import { pause } from './pause.ts';
import { factsOf, type ReadRequest, readRequest } from './read-request.ts';

/** State that handlers share between requests. */
export interface Ground {
  contract: Contract;
  authority: Authority;
  forced: Forced;
  journal: Journal;
  documented: readonly NamedResponse[];
  respond(upload: Upload): MockResponse | Promise<MockResponse>;
  problem: MakeProblem;
  maxFileSize: number;
  /** Bytes per second. */
  uploadRate: number | undefined;
  /** Milliseconds before each response. */
  latency(): number;
  onRuling: ((ruling: Ruling, body: BodyFacts | undefined) => void) | undefined;
}

/** A request, as far as it was read. */
interface Seen {
  read: ReadRequest;
  upload: NonNullable<HandledRequest['upload']>;
}

/**
 * Reads a request, rules on it, and records it in the journal.
 *
 * @param own the response of this handler alone.
 * @returns undefined for no response: the request was aborted, or must fail.
 */
export async function exchange(
  request: Request,
  head: HeadFacts,
  ground: Ground,
  own: ForcedResponse | undefined,
): Promise<MockResponse | undefined> {
  const startedAt = performance.now();
  const receivedAt = Date.now();
  const seen = await see(request, head, ground, own);
  const response = await responseTo(seen, ground);
  const { pathname: path } = new URL(request.url);
  const { upload, read } = seen;
  const { headers } = upload.request;
  const duration = performance.now() - startedAt;
  const record: HandledRequest = {
    ...{ startedAt, receivedAt, duration, method: request.method, path, headers },
    ...{ bytes: read.bytes, upload, response },
  };
  const noted = ground.journal.add(record);
  if (response !== undefined) await holdBack(response, ground, request.signal);
  if (request.signal.aborted && response?.fate === undefined) record.response = undefined;
  record.duration = performance.now() - startedAt;
  ground.journal.finish(noted, record);
  return record.response;
}

async function see(
  request: Request,
  head: HeadFacts,
  ground: Ground,
  own: ForcedResponse | undefined,
): Promise<Seen> {
  const { contract, authority } = ground;
  const headers = Object.fromEntries(request.headers);
  const early = ruleOnHead(head, contract, authority);
  const reader = bodyReader(headers['content-type'] ?? '', { ...defaultLimits, fileSize: Infinity });
  const forced = own === undefined ? ground.forced : { takeEarly: () => own };
  const isPlain = own === undefined && ground.uploadRate === undefined && !ground.forced.shapesReading;
  const soFar = early ? undefined : reader.soFar;
  const course: Course | undefined = isPlain
    ? undefined
    : createCourse(forced, head, headers, soFar, ground.uploadRate);
  const read: ReadRequest =
    early && course === undefined
      ? { end: request.signal.aborted ? 'gone' : 'complete', bytes: 0 }
      : await readRequest(request, reader, course);
  const body = early ? undefined : factsOf(reader, read.end === 'complete', ground.maxFileSize);
  const isWhole = read.end === 'complete' || read.end === 'broken';
  const ruling = early ?? (body && isWhole ? ruleOnBody(body, contract, authority) : undefined);
  if (ruling !== undefined) ground.onRuling?.(ruling, body);
  return { read, upload: { request: { headers }, head, body, ruling, forced: course?.forced } };
}

function responseTo(
  { read, upload }: Seen,
  ground: Ground,
): MockResponse | undefined | Promise<MockResponse> {
  const { end, bytes } = read;
  const { ruling, forced = {} } = upload;
  if (end === 'gone') return undefined;
  if (end === 'stall' || end === 'reset' || end === 'early')
    return forcedEarly(forced, end, bytes, ground.documented, ground.problem);
  if (ruling === undefined) throw new Error('No ruling: neither on the head nor on the body');
  return ground.respond({ ...upload, ruling, bytes });
}

/** Waits for the delay of the response. For no response at all, waits until the request is aborted. */
function holdBack(
  { fate, delay = 0 }: MockResponse,
  { latency }: Ground,
  signal: AbortSignal,
): Promise<void> {
  const milliseconds = fate === 'hang' ? Infinity : latency() + delay;
  return milliseconds === 0 ? Promise.resolve() : pause(milliseconds, signal);
}
