import { HttpResponse, http, type RequestHandler } from 'msw';
import { contract as builtIn } from '../generated/contract.ts';
import type { Contract } from '../spec/contract.ts';
import {
  type Authority,
  type BodyFacts,
  type HeadFacts,
  type Ruling,
  ruleOnBody,
  ruleOnHead,
} from '../spec/rules.ts';
import { bodyReader } from './gate/read-body.ts';
import { decodeSegment, literally, pathPattern } from './gate/upload-path.ts';
import { defaultLimits } from './options.ts';
import { contentOf } from './responses/rendered.ts';
import { type RulingResponses, rulingResponses } from './responses/to-ruling.ts';

/** Which uploads the handlers take, and where. The lists admit every value when they are left out. */
export interface UploadHandlerOptions extends Authority {
  /** What uploads are ruled on by. Default: the built-in contract. */
  contract?: Contract;
  /** Where the endpoint is. Default: anywhere. */
  baseUrl?: string;
  /** Bytes. Default: any size. */
  maxFileSize?: number;
  /** Is told of each upload and of what the contract says of it. */
  onRuling?: (ruling: Ruling, body: BodyFacts | undefined) => void;
}

/**
 * Handlers for Mock Service Worker that rule on uploads as the mock does, without a server: for tests and Storybook, in
 * Node and in browsers. They read as the mock does, piece by piece, and keep no content of a file.
 *
 * @example
 * const server = setupServer(...uploadHandlers({ tokens: ['my-token'] }));
 */
export function uploadHandlers(options: UploadHandlerOptions = {}): RequestHandler[] {
  const { contract = builtIn } = options;
  const base = options.baseUrl?.replace(/\/$/, '');
  const prefix = base === undefined ? 'https?://.+?' : literally(base);
  const url = new RegExp(`^${prefix}${pathPattern(contract.path)}$`);
  const responses = rulingResponses(contract);
  return [
    http.all(url, ({ request }) =>
      respond(request, headOf(request, url, contract), responses, { ...options, contract }),
    ),
  ];
}

async function respond(
  request: Request,
  head: HeadFacts,
  responses: RulingResponses,
  options: UploadHandlerOptions & { contract: Contract },
): Promise<Response> {
  const { contract } = options;
  const early = ruleOnHead(head, contract, options);
  const body = early === undefined ? await readBody(request, options) : undefined;
  const ruling = body === undefined ? early : ruleOnBody(body, contract, options);
  if (ruling === undefined) throw new Error('No ruling: neither on the head nor on the body');
  options.onRuling?.(ruling, body);

  const documented = responses.to(head, body, ruling);
  const accepted = body !== undefined && ruling.outcome === 'accepted';
  const response = accepted ? responses.fill(documented, body, ruling, crypto.randomUUID()) : documented;
  const content = request.method === 'HEAD' ? '' : contentOf(response);
  const { status, headers } = response;
  return new HttpResponse(content === '' ? null : content, { status, headers });
}

function headOf({ method, headers, url: target }: Request, url: RegExp, { credential }: Contract): HeadFacts {
  const [path = ''] = target.split(/[?#]/, 1);
  return {
    method,
    clientId: decodeSegment(url.exec(path)?.[1] ?? ''),
    authorization: credential && (headers.get(credential.header) ?? undefined),
    mediaType: headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase(),
  };
}

async function readBody(
  request: Request,
  { maxFileSize = Infinity }: UploadHandlerOptions,
): Promise<BodyFacts> {
  const limits = { ...defaultLimits, fileSize: Infinity };
  const reader = bodyReader(request.headers.get('content-type') ?? '', limits);
  const whole = await readPieces(request, reader.write);
  const read = reader.end();
  const body = whole ? read : { ...read, complete: false };
  // Looked at in the end: where there are two files, that is what is said, however large they are.
  const tooLarge =
    body.tooLarge || body.parts.some((part) => part.kind === 'file' && part.size > maxFileSize);
  return { ...body, tooLarge };
}

/**
 * Hands on a body piece by piece, until the taker says that it has seen enough.
 *
 * @returns false when the body broke off.
 */
async function readPieces(request: Request, take: (piece: Uint8Array) => boolean): Promise<boolean> {
  // Some browsers give no stream of a request's body.
  if (request.body === undefined) {
    const all = await request.arrayBuffer().catch(() => undefined);
    if (all !== undefined) take(new Uint8Array(all));
    return all !== undefined;
  }
  const pieces = request.body?.getReader();
  try {
    for (let next = await pieces?.read(); next?.value !== undefined; next = await pieces?.read()) {
      if (!take(next.value)) continue;
      // Not awaited: of a request that was cloned, it ends only when the other one is cancelled, too.
      pieces?.cancel().catch(() => undefined);
      break;
    }
    return true;
  } catch {
    return false;
  }
}
