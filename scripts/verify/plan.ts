import { randomBytes } from 'node:crypto';
import type { Contract } from '../../spec/contract.ts';
import type { ContractCase } from '../../tests/contract/case.ts';
import { checksOf } from '../../tests/contract/judge/checks.ts';
import { createRedactor } from '../../tests/contract/report/redact.ts';
import { counted } from '../../tests/contract/request/counted.ts';
import { curlCommand, placeInShell, placeOfRun } from '../../tests/contract/request/curl.ts';
import type { Deployment } from '../../tests/contract/settings.ts';
import { markOf } from '../../tests/contract/wire/attempt.ts';
import type { ListFormat } from './run-options.ts';

/** The cases, one per line, or as curl lines that read the deployment from shell variables. Pure. */
export function renderList(cases: readonly ContractCase[], format: ListFormat, contract: Contract): string {
  if (format === 'curl') return cases.map((each) => curlLines(each, contract)).join('\n');
  const width = Math.max(...cases.map(({ id }) => id.length));
  const lines = cases.map((contractCase) => {
    const requirements = [...new Set(checksOf(contractCase, contract).map(({ requirement }) => requirement))];
    return `${contractCase.id.padEnd(width)}  ${contractCase.title} (${requirements.join(' ')})`;
  });
  return [...lines, '', counted(cases.length, 'case')].join('\n');
}

function curlLines({ id, title, steps, together, oneConnection }: ContractCase, contract: Contract): string {
  const how = together ? 'concurrently' : oneConnection && 'over one connection';
  const note = how ? ` (meant to be sent ${how})` : '';
  const lines = steps.map(({ request }) => curlCommand(request, placeInShell(id), contract));
  return [`# ${id}: ${title}${note}`, ...lines, ''].join('\n');
}

/** The requests that a run would send, as curl lines. Pure. */
export function renderPlan(
  cases: readonly ContractCase[],
  deployment: Deployment,
  contract: Contract,
): string {
  const redact = createRedactor(deployment.token ?? '', deployment.secrets);
  const run = randomBytes(3).toString('hex');
  const lines = cases.flatMap((contractCase) => {
    const place = placeOfRun(deployment, markOf({ run }, contractCase), redact);
    return [
      `${contractCase.id}: ${contractCase.title}`,
      ...contractCase.steps.map(({ request }) => `  ${curlCommand(request, place, contract)}`),
    ];
  });
  const requests = cases.reduce((sum, { steps }) => sum + steps.length, 0);
  return [
    ...lines,
    '',
    `${counted(cases.length, 'case')}, ${counted(requests, 'request')}; nothing was sent.`,
  ].join('\n');
}
