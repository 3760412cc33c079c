import type { ContractCase } from '../../tests/contract/case.ts';
import { resolveCase } from '../../tests/contract/engine/attempt.ts';
import { checksOf } from '../../tests/contract/engine/checks.ts';
import { curlCommand } from '../../tests/contract/engine/curl.ts';
import { createRedactor } from '../../tests/contract/engine/redact.ts';
import type { Settings } from '../../tests/contract/engine/settings.ts';

/** Prints the ids, requirements and titles of the cases. */
export function printList(cases: readonly ContractCase[]): void {
  const width = Math.max(...cases.map(({ id }) => id.length));
  for (const contractCase of cases) {
    const requirements = [...new Set(checksOf(contractCase).map(({ requirement }) => requirement))];
    console.log(`${contractCase.id.padEnd(width)}  ${contractCase.title} (${requirements.join(' ')})`);
  }
  console.log(`\n${cases.length} cases`);
}

/** Prints the requests that a run would send, as curl lines. */
export function printPlan(cases: readonly ContractCase[], settings: Settings): void {
  const redact = createRedactor(settings.token, settings.secrets);
  for (const contractCase of cases) {
    console.log(`${contractCase.id}: ${contractCase.title}`);
    for (const [index, request] of resolveCase(contractCase, settings).entries()) {
      const token = contractCase.steps[index]?.request.token ?? 'valid';
      console.log(`  ${redact(curlCommand(token, request, settings.baseUrl))}`);
    }
  }
  const requests = cases.reduce((sum, { steps }) => sum + steps.length, 0);
  console.log(`\n${cases.length} cases, ${requests} requests; nothing was sent.`);
}
