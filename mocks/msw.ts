import { HttpResponse, http, type RequestHandler } from 'msw';
import { contract as builtIn } from '../generated/contract.ts';
import type { Contract } from '../spec/contract.ts';
import type { Authority, BodyFacts, HeadFacts, Ruling } from '../spec/rules.ts';
import { createJournal } from './admin/journal/journal.ts';
import { type Control, createControl, refusalError } from './control/control.ts';
import { createForced, type Forced } from './control/forced.ts';
import type { BuiltInField } from './control/match.ts';
import { type Rate, rateOf } from './control/rate.ts';
import { createSecrets, type Secrets } from './control/secrets.ts';
import { withoutParameters } from './gate/multipart/header-value.ts';
import { decodeSegment, pathPattern } from './gate/upload-path.ts';
import { baseUrlPattern, baseUrlUsage } from './msw/base-url.ts';
import { exchange, type Ground } from './msw/exchange.ts';
import type { ForcedResponse } from './responses/asked/forced-response.ts';
import { MissingPrismError } from './responses/missing-prism.ts';
import { createProblems } from './responses/problem.ts';
import { createResponder } from './responses/responder.ts';
import { rulingResponses } from './responses/to-ruling.ts';

/** The uploads that the handlers accept, and their address. Lists that are left out admit every value. */
export interface UploadHandlerOptions extends Authority {
  /** The contract that rules on uploads. Default: the built-in one. */
  contract?: Contract;
  /** The address of the endpoint: a URL, or a path such as `/api` on any origin. Default: anywhere. */
  baseUrl?: string;
  /** Bytes. Default: any size. */
  maxFileSize?: number;
  /** Milliseconds before each response, or a range. */
  latency?: number | readonly [number, number];
  /** The rate at which uploads are read, in bytes per second: a number, or a text such as `200k` or `1.5M` (k is 1000). */
  uploadRate?: Rate;
  /** Called with each upload and its ruling. */
  onRuling?: (ruling: Ruling, body: BodyFacts | undefined) => void;
}

/** Handlers for `setupServer` or `setupWorker`, which are controlled and queried like the mock. */
export type UploadHandlers<Field extends string = BuiltInField> = RequestHandler[] &
  Control<Field> & {
    /**
     * A handler for `server.use`: all uploads get this response, by the name of its example or as `next` takes it.
     *
     * @throws TypeError or Error as `next` does.
     *
     * @example server.use(handlers.respond('twoFiles'));
     */
    respond(response: string | ForcedResponse, options?: { once?: boolean }): RequestHandler;
  };

/**
 * Handlers for Mock Service Worker that rule on uploads like the mock, without a server: for tests and Storybook, in
 * Node and in browsers. They read piece by piece, and keep no content of a file.
 *
 * @example const handlers = uploadHandlers({ tokens: ['my-token'] }); const server = setupServer(...handlers);
 */
export function uploadHandlers<Field extends string = BuiltInField>(
  options: UploadHandlerOptions = {},
): UploadHandlers<Field> {
  const { contract = builtIn } = options;
  const prefix = baseUrlPattern(options.baseUrl);
  if (prefix === undefined) throw new TypeError(`baseUrl: ${baseUrlUsage}.`);
  const url = new RegExp(`^${prefix}${pathPattern(contract.path)}$`);
  const secrets = createSecrets(options.tokens);
  const ground = groundOf(contract, options, secrets);
  const handler = (own?: ForcedResponse, once = false): RequestHandler =>
    http.all(url, ({ request }) => answer(request, headOf(request, url, contract), ground, own), { once });
  const control = createControl<Field>(contract, ground.forced, secrets, ground.journal);
  return Object.assign([handler()], control, {
    respond(response: string | ForcedResponse, { once = false }: { once?: boolean } = {}) {
      const own = typeof response === 'string' ? { example: response } : response;
      const refusal = ground.forced.refusalOf(own);
      if (refusal !== undefined) throw refusalError(refusal);
      return handler(own, once);
    },
  });
}

function groundOf(contract: Contract, options: UploadHandlerOptions, secrets: Secrets): Ground {
  const { maxFileSize = Infinity, latency = 0, onRuling } = options;
  const responses = rulingResponses(contract);
  const forced: Forced = createForced(contract, responses.documented, secrets);
  const problem = createProblems(contract).make;
  const [least, most] = typeof latency === 'number' ? [latency, latency] : latency;
  return {
    contract,
    authority: options,
    forced,
    journal: createJournal(contract, secrets),
    documented: responses.documented,
    respond: createResponder({
      responses,
      nextId: () => crypto.randomUUID(),
      makeUp: () =>
        Promise.reject(new MissingPrismError('Handlers cannot generate responses. Use the mock.')),
      dynamic: false,
      take: forced.take,
      problem,
    }),
    problem,
    maxFileSize,
    uploadRate: rateOf('uploadRate', options.uploadRate),
    latency: () => least + Math.random() * (most - least),
    onRuling,
  };
}

async function answer(
  request: Request,
  head: HeadFacts,
  ground: Ground,
  own: ForcedResponse | undefined,
): Promise<Response> {
  const response = await exchange(request, head, ground, own);
  if (response === undefined || response.fate !== undefined) return HttpResponse.error();
  const { status, headers, body } = response;
  const content = request.method === 'HEAD' || body === '' ? null : body;
  return new HttpResponse(content, { status, headers });
}

function headOf({ method, headers, url: target }: Request, url: RegExp, { credential }: Contract): HeadFacts {
  const [path = ''] = target.split(/[?#]/, 1);
  const contentType = headers.get('content-type') ?? undefined;
  return {
    method,
    clientId: decodeSegment(url.exec(path)?.[1] ?? ''),
    authorization: credential && (headers.get(credential.header) ?? undefined),
    mediaType: contentType && withoutParameters(contentType),
  };
}
