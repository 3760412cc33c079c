import type { Contract } from '../../../spec/contract.ts';
import type { ContractCase, RequestRecipe } from '../case.ts';
import { curlCommand, placeOfRun } from '../request/curl.ts';
import type { ResolvedRequest } from '../request/resolve.ts';
import type { Settings } from '../settings.ts';
import { markOf, type SentStep } from '../wire/attempt.ts';
import { outcome, type ReceivedResponse } from '../wire/exchange.ts';
import { type Redact, redactAndCut } from './redact.ts';
import type { ReportedExchange, ReportedPart } from './report.ts';

/** What reports show of a body, a header, and the headers of a response, in characters and in number. */
const shownBody = 4000;
const shownHeader = 1000;
const shownHeaders = 60;

/** Turns the facts of a case's exchanges into what reports show. Redacts everything from outside. */
export function describeExchanges(
  contractCase: ContractCase,
  steps: readonly SentStep[],
  settings: Settings,
  redact: Redact,
): ReportedExchange[] {
  const place = placeOfRun(settings, markOf(settings, contractCase), redact);
  return steps.map(({ sent, exchange }, index) => {
    const recipe = contractCase.steps[index]?.request ?? { body: { kind: 'none' } };
    const { request, response, error, startedAt, durationMs } = exchange;
    return {
      startedAt: new Date(startedAt).toISOString(),
      request: {
        method: request.method,
        url: redact(new URL(settings.baseUrl).origin + request.target),
        headers: describeHeaders(maskToken(request.headers, recipe, settings.contract), redact),
        ...describeBody(sent, redact),
      },
      response: response === null ? null : { ...describeResponse(response, redact), durationMs },
      error: error === null ? null : redactAndCut(redact, outcome(exchange), shownHeader),
      curl: curlCommand(recipe, place, settings.contract),
    };
  });
}

function describeResponse(response: ReceivedResponse, redact: Redact) {
  const { status, reason, headers, body } = response;
  return {
    status,
    reason: redactAndCut(redact, reason, shownHeader),
    headers: describeHeaders(headers, redact),
    body: describeContent(response, redact),
    size: body.length,
  };
}

/** The Authorization value is never shown, whatever its length. The variant of the token is. */
function maskToken(
  headers: readonly [string, string][],
  { token = 'valid' }: RequestRecipe,
  { credential }: Contract,
) {
  const masks: Partial<Record<typeof token, string>> = { valid: '[redacted]', empty: '' };
  return headers.map(([name, value]): [string, string] =>
    name.toLowerCase() === credential?.header.toLowerCase()
      ? [name, masks[token] ?? `[redacted: ${token}]`]
      : [name, value],
  );
}

function describeBody(
  { body }: ResolvedRequest,
  redact: Redact,
): { parts: ReportedPart[]; flaw?: string } | { body: string } {
  if (body.kind === 'none') return { body: '' };
  if (body.kind === 'raw') return { body: `(${body.file.size} bytes of ${body.mediaType})` };
  if (body.kind !== 'multipart') {
    const text =
      body.kind === 'json'
        ? JSON.stringify(Object.fromEntries(body.entries))
        : new URLSearchParams(body.entries).toString();
    return { body: redactAndCut(redact, text, shownBody) };
  }
  const { flaw } = body.recipe;
  const parts = body.parts.map((part): ReportedPart => {
    if ('text' in part) return { name: part.name, value: redactAndCut(redact, part.text, shownBody) };
    const { fileName, mediaType, size } = part.file;
    return {
      name: part.name,
      fileName: redactAndCut(redact, fileName, shownBody),
      ...(mediaType === undefined ? {} : { mediaType }),
      size,
    };
  });
  return flaw === undefined ? { parts } : { parts, flaw };
}

/** `Object.fromEntries` makes an own member of `__proto__`, too. */
function describeHeaders(headers: readonly [string, string][], redact: Redact): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const shownName = redactAndCut(redact, name, shownHeader);
    const before = joined.get(shownName);
    if (before === undefined && joined.size >= shownHeaders) continue;
    const text = redactAndCut(redact, value, shownHeader);
    joined.set(shownName, cut(before === undefined ? text : `${before}, ${text}`, shownHeader));
  }
  return Object.fromEntries(joined);
}

/** The beginning of a body, redacted before it is cut. */
function describeContent({ body, cut: isCut }: ReceivedResponse, redact: Redact): string {
  const start = body.subarray(0, shownBody * 16);
  try {
    const whole = start.length === body.length && !isCut;
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const text = redact(decoder.decode(start, { stream: !whole }), !whole);
    if (whole && text.length <= shownBody) return text;
    return `${text.slice(0, shownBody)}… (${body.length} bytes${isCut ? ' and more' : ''})`;
  } catch {
    return `(${body.length} bytes that are not UTF-8)`;
  }
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text;
