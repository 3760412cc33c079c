import { contract } from '../../../../generated/contract.ts';
import type { ContractCase, Step } from '../../../contract/case.ts';
import { typeOf } from '../../../contract/cases/recipes.ts';
import { contractCases } from '../../../contract/index.ts';
import { buildReport } from '../../../contract/report/build-report.ts';
import type { Report } from '../../../contract/report/report.ts';
import type { ReportFacts } from '../../../contract/report/run-facts.ts';
import { probeCases } from '../../../contract/run/probes.ts';
import { startRun } from '../../../contract/run/run.ts';
import type { Settings } from '../../../contract/settings.ts';
import { type Exchange, header } from '../../../contract/wire/exchange.ts';
import type { Send } from '../../../contract/wire/send.ts';
import { type GivenResponse, received, settings } from '../facts.ts';

/** Simulated deployments: they respond within this process, from what the table itself expects. */

/** How a deployment responds to a step; undefined for the contract's response. */
export type Behaviour = (step: Step, contractCase: ContractCase) => GivenResponse | 'timeout' | undefined;

export const asAgreed: Behaviour = () => undefined;

const known = new Map<string, ContractCase>(
  [...contractCases(), ...probeCases(contract)].map((contractCase) => [contractCase.id, contractCase]),
);

/** The response that the contract requires: a success that describes the upload, or the documented status. */
export function agreedResponse({ request, expect, control }: Step): GivenResponse {
  if (expect.outcome === 'accepted') return successFor(request);
  if (expect.outcome === 'otherPath') return { status: 404 };
  if (expect.outcome !== 'as-control') return { status: contract.refusals[expect.outcome] };
  const [alone] = known.get(control ?? '')?.steps ?? [];
  return alone?.expect.outcome === 'accepted'
    ? successFor(request)
    : agreedResponse(alone ?? { request, expect });
}

/** A success that describes the upload as in the spec. */
export function successFor(request: Step['request']): GivenResponse {
  const { members } = contract.success;
  const type = typeOf(request);
  const isRecognised = contract.recognisedDocumentTypes.some((recognised) => recognised === type);
  return { body: { [members.id]: '1', ...(isRecognised ? { [members.type]: type } : {}) } };
}

/** Sends to such a deployment. It identifies a request's case and step by its User-Agent and its order. */
export function sendTo(behave: Behaviour): Send {
  const turns = new Map<string, number>();
  return async (request): Promise<Exchange> => {
    const id = /contract-\w+?-([\w-]+)\)/.exec(header(request.headers, 'user-agent') ?? '')?.[1] ?? '';
    const contractCase = known.get(id);
    const turn = turns.get(id) ?? 0;
    turns.set(id, turn + 1);
    const step = contractCase?.steps[turn % contractCase.steps.length];
    if (contractCase === undefined || step === undefined) throw new Error(`no case is called ${id}`);
    const response = behave(step, contractCase) ?? agreedResponse(step);
    const base = { request, early: false, startedAt: 0, durationMs: 1 };
    return response === 'timeout'
      ? {
          ...base,
          response: null,
          error: { kind: 'timeout', message: 'no complete response within the time-out' },
        }
      : { ...base, response: received(response), error: null };
  };
}

/** The table with empty files: content does not matter here, and takes most of the time to make. */
export const table: readonly ContractCase[] = JSON.parse(
  JSON.stringify(contractCases(), (key, value) =>
    key === 'file' ? { ...value, kind: 'empty', size: undefined } : value,
  ),
);

/** Runs cases of that table against such a deployment, and builds the report. */
export async function rehearse(
  behave: Behaviour,
  particulars: Partial<Settings> = {},
  selected: readonly ContractCase[] = table,
  demands: Partial<ReportFacts> = {},
): Promise<Report> {
  const run = startRun(table, selected, { ...settings, ...particulars }, sendTo(behave));
  const facts = await run.finished;
  const cases = await Promise.all(selected.map(({ id }) => run.result(id)));
  return buildReport({
    contract,
    tool: settings.tool,
    deployment: settings,
    startedAt: new Date(0),
    durationMs: 0,
    strict: false,
    cases,
    knownFailures: [],
    ...facts,
    ...demands,
  });
}
