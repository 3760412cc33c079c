import { HttpResponse, http, type RequestHandler } from 'msw';
import documentedAnswers from '../generated/answers.json' with { type: 'json' };
import { contract } from '../generated/contract.ts';
import {
  type Authority,
  type BodyFacts,
  type HeadFacts,
  type PartFacts,
  type Ruling,
  ruleOnBody,
  ruleOnHead,
} from '../spec/rules.ts';
import { decodeSegment, uploadPathPattern } from './gate/upload-path.ts';
import { answerFor, echo, type NamedAnswer } from './responses/answer-to-ruling.ts';

/** Which uploads the handlers take, and where. The lists admit every value when they are left out. */
export interface UploadHandlerOptions extends Authority {
  /** Where the endpoint is. Default: anywhere. */
  baseUrl?: string;
  /** Bytes. Default: any size. */
  maxFileSize?: number;
  /** Is told of each upload and of what the contract says of it. */
  onRuling?: (ruling: Ruling, body: BodyFacts | undefined) => void;
}

/**
 * Handlers for Mock Service Worker that rule on uploads as the mock does, without a server: for tests and Storybook, in
 * Node and in browsers. The content of a file is read once, and not kept.
 *
 * @example
 * const server = setupServer(...uploadHandlers({ tokens: ['my-token'] }));
 */
export function uploadHandlers(options: UploadHandlerOptions = {}): RequestHandler[] {
  const base = options.baseUrl?.replace(/\/$/, '');
  const url = new RegExp(`^${base === undefined ? 'https?://.+?' : literally(base)}${uploadPathPattern}$`);
  return [http.all(url, ({ request }) => answer(request, url, options))];
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function answer(request: Request, url: RegExp, options: UploadHandlerOptions): Promise<Response> {
  const early = ruleOnHead(headOf(request, url), contract, options);
  const body = early === undefined ? await readBody(request, options) : undefined;
  const ruling = body === undefined ? early : ruleOnBody(body, contract, options);
  if (ruling === undefined) throw new Error('No ruling: neither on the head nor on the body');
  options.onRuling?.(ruling, body);

  const documented = answerFor(ruling.outcome, documentedAnswers as NamedAnswer[]);
  const accepted = body !== undefined && ruling.outcome === 'accepted';
  const {
    status,
    headers,
    body: content,
  } = accepted ? echo(documented, body, ruling, crypto.randomUUID()) : documented;
  return new HttpResponse(request.method === 'HEAD' ? null : JSON.stringify(content), { status, headers });
}

function headOf({ method, headers, url: target }: Request, url: RegExp): HeadFacts {
  const [path = ''] = target.split(/[?#]/, 1);
  return {
    method,
    clientId: decodeSegment(url.exec(path)?.[1] ?? ''),
    authorization: headers.get(contract.credential.header) ?? undefined,
    mediaType: headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase(),
  };
}

async function readBody(
  request: Request,
  { maxFileSize = Infinity }: UploadHandlerOptions,
): Promise<BodyFacts> {
  const form = await request.formData().catch(() => undefined);
  if (form === undefined) return { complete: false, tooLarge: false, parts: [] };
  const parts = [...form].map(([name, value]) => partOf(name, value));
  const tooLarge = parts.some((part) => part.kind === 'file' && part.size > maxFileSize);
  return { complete: true, tooLarge, parts };
}

/** A part with an empty file name is what a browser sends for a file input where nothing was chosen. */
function partOf(name: string, value: FormDataEntryValue): PartFacts {
  if (typeof value === 'string') return { kind: 'field', name, value };
  if (value.name === '') return { kind: 'field', name, value: '' };
  return { kind: 'file', name, fileName: value.name, mediaType: value.type, size: value.size };
}
