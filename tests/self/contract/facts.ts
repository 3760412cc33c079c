import { contract } from '../../../generated/contract.ts';
import type { ContractCase } from '../../contract/case.ts';
import { contractCases } from '../../contract/index.ts';
import type { ControlFacts, StepFacts } from '../../contract/judge/facts.ts';
import { factsOfStep } from '../../contract/judge/from-wire.ts';
import { encodeRequest } from '../../contract/request/encode.ts';
import { resolveRequest } from '../../contract/request/resolve.ts';
import type { Settings } from '../../contract/settings.ts';
import type { SentStep } from '../../contract/wire/attempt.ts';
import type { Exchange, ReceivedResponse, TransportErrorKind } from '../../contract/wire/exchange.ts';

/** Makes facts of exchanges without sending anything, so that judging is tested without opening a port. */
export const token = 'a-secret-token-4711';

/** The settings of a run with only the required options. */
export const settings = {
  contract,
  tool: { name: 'test', version: '0' },
  run: 'abc123',
  baseUrl: 'http://upload.test',
  clientId: 'client',
  accountId: 'account',
  foreignAccountId: 'foreign',
  token,
  secrets: [],
  documentTypePointer: '/documentType',
  headers: [],
  selected: [],
  concurrency: 4,
  timeout: 1000,
} satisfies Settings;

/** Values for the variables in requests. */
export const variables = {
  clientId: settings.clientId,
  accountId: settings.accountId,
  foreignAccountId: settings.foreignAccountId,
  token,
  mark: 'contract-run-case',
};

export function caseNamed(id: string): ContractCase {
  const found = contractCases().find((contractCase) => contractCase.id === id);
  if (found === undefined) throw new Error(`no case is called ${id}`);
  return found;
}

export type GivenResponse = Partial<Omit<ReceivedResponse, 'body'>> & { body?: unknown };

/** A response; a body that is not a text becomes JSON. */
export function received({
  status = 200,
  reason = '',
  headers,
  body = '',
  cut = false,
}: GivenResponse): ReceivedResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const implied: [string, string][] = typeof body === 'string' ? [] : [['Content-Type', 'application/json']];
  return { status, reason, headers: headers ?? implied, body: Buffer.from(text), cut };
}

/** The facts of a case whose steps got these responses; an error kind stands for no response. */
export const factsOf = (
  contractCase: ContractCase,
  responses: readonly (GivenResponse | TransportErrorKind)[],
  control: Partial<ControlFacts> = {},
): StepFacts[] =>
  stepsOf(contractCase, responses).map((sent, index) => {
    const id = contractCase.steps[index]?.control;
    return {
      ...factsOfStep(sent, contract),
      control: id === undefined ? undefined : { ...acceptedControl, id, ...control },
    };
  });

/** The steps of a case as if they had been sent, with these responses. */
export function stepsOf(
  contractCase: ContractCase,
  responses: readonly (GivenResponse | TransportErrorKind)[],
): SentStep[] {
  return contractCase.steps.map((step, index) => {
    const response = responses[Math.min(index, responses.length - 1)] ?? 'reset';
    const sent = resolveRequest(step.request, variables, contract);
    const request = encodeRequest(sent, { baseUrl: 'http://upload.test', headers: [], userAgent: 'test' });
    const outcome: Pick<Exchange, 'response' | 'error'> =
      typeof response === 'string'
        ? { response: null, error: { kind: response, message: `it ended with ${response}` } }
        : { response: received(response), error: null };
    return {
      sent,
      exchange: { request, ...outcome, early: false, startedAt: 0, durationMs: 1 },
      failedAttempts: [],
    };
  });
}

const acceptedControl: ControlFacts = {
  id: 'csv-file',
  accepted: true,
  asExpected: true,
  optional: false,
  durationMs: 1,
  echoes: true,
  shown: { visible: true, value: undefined },
  typeAsExpected: true,
  sizeAsSent: true,
};

/** A success as the spec has it, for the file that a case sends. */
export function success(contractCase: ContractCase, extra: Record<string, unknown> = {}): GivenResponse {
  const sent = resolveRequest(
    contractCase.steps[0]?.request ?? { body: { kind: 'none' } },
    variables,
    contract,
  );
  const parts = sent.body.kind === 'multipart' ? sent.body.parts : [];
  const file = parts.flatMap((part) => ('file' in part ? [part.file] : []))[0];
  return {
    body: { fileId: '1', fileName: file?.fileName, size: file?.size, accountId: 'account', ...extra },
  };
}
