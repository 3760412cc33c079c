import type { Contract } from '../../spec/contract.ts';
import type { Requirement } from '../../spec/requirements.ts';
import type { ContractCase } from '../../tests/contract/case.ts';
import { checksOf } from '../../tests/contract/judge/checks.ts';

/** An output of the cases, and what it cannot express. */
export interface Output {
  name: string;
  /** Where to find it, or how to run it. */
  place: string;
  obstacle: (contractCase: ContractCase) => string | undefined;
}

/**
 * Problems of the table, one sentence each: a requirement that no case checks, or a case that cites a missing
 * requirement.
 */
export function coverageGaps(cases: readonly ContractCase[], contract: Contract): string[] {
  const known = new Set<string>(contract.requirements.map(({ id }) => id));
  const applicable = contract.requirements.filter(({ notApplicable }) => notApplicable === undefined);
  const citationsOf = citationsIn(contract);
  const cited = new Set<string>(cases.flatMap(citationsOf));
  const dangling = cases.flatMap((contractCase) =>
    citationsOf(contractCase)
      .filter((id) => !known.has(id))
      .map((id) => `${contractCase.id} cites ${id}, which spec/requirements.yaml does not have`),
  );
  const uncovered = applicable.filter(({ id }) => !cited.has(id)).map(({ id }) => `no case checks ${id}`);
  return [...uncovered, ...dangling];
}

/** Reads each case once, because it is asked for again with each requirement. */
export function oncePerCase<Read>(read: (contractCase: ContractCase) => Read) {
  const known = new Map<ContractCase, { read: Read }>();
  return (contractCase: ContractCase): Read => {
    const entry = known.get(contractCase) ?? { read: read(contractCase) };
    known.set(contractCase, entry);
    return entry.read;
  };
}

/** The requirements that a case cites. */
const citationsIn = (contract: Contract) =>
  oncePerCase((contractCase) => [
    ...new Set(checksOf(contractCase, contract).map(({ requirement }) => requirement)),
  ]);

/** `generated/COVERAGE.md`: requirement by case by output, the reverse index, and what an output cannot express. */
export function renderCoverage(
  contract: Contract,
  cases: readonly ContractCase[],
  outputs: readonly Output[],
): string {
  const citationsOf = citationsIn(contract);
  return [
    '# Coverage\n',
    'Written by `npm run generate`. Do not edit.\n',
    `${contract.requirements.length} requirements, ${cases.length} cases, and the outputs of the cases:\n`,
    table(
      ['Output', 'Where', 'Cases'],
      outputs.map(({ name, place, obstacle }) => [
        name,
        place,
        String(cases.filter((contractCase) => obstacle(contractCase) === undefined).length),
      ]),
    ),
    '## By requirement\n',
    'Each requirement lists the cases that check it, after the outputs that contain them.\n',
    ...contract.requirements.map((requirement) => {
      const own = cases.filter((contractCase) => citationsOf(contractCase).includes(requirement.id));
      return requirementSection(requirement, own, outputs);
    }),
    '## By case\n',
    table(
      ['Case', 'Requirements', ...outputs.map(({ name }) => name)],
      cases.map((contractCase) => [
        code(contractCase.id),
        citationsOf(contractCase).join(' '),
        ...outputs.map(({ obstacle }) => (obstacle(contractCase) === undefined ? 'yes' : 'no')),
      ]),
    ),
    '## What an output cannot express\n',
    ...outputs.map((output) => obstacleSection(output, cases)),
  ].join('\n');
}

function requirementSection(
  { id, level, statement, notApplicable }: Requirement,
  own: readonly ContractCase[],
  outputs: readonly Output[],
): string {
  if (notApplicable !== undefined)
    return `### ${id} (${level})\n\n${statement}\n\nNot applicable: ${notApplicable}.\n`;
  const combinations = [...new Set(own.map((contractCase) => outputsOf(contractCase, outputs)))];
  const rows = combinations.map((names) => {
    const members = own.filter((contractCase) => outputsOf(contractCase, outputs) === names);
    return [names, String(members.length), members.map((member) => code(member.id)).join(' ')];
  });
  return [`### ${id} (${level})\n`, `${statement}\n`, table(['Outputs', 'Cases', 'Ids'], rows)].join('\n');
}

const outputsOf = (contractCase: ContractCase, outputs: readonly Output[]): string =>
  outputs
    .filter(({ obstacle }) => obstacle(contractCase) === undefined)
    .map(({ name }) => name)
    .join(', ');

function obstacleSection({ name, obstacle }: Output, cases: readonly ContractCase[]): string {
  const rows = cases.flatMap((contractCase) => {
    const reason = obstacle(contractCase);
    return reason === undefined ? [] : [[code(contractCase.id), contractCase.title, reason]];
  });
  const content =
    rows.length === 0 ? 'Nothing: it contains every case.\n' : table(['Case', 'Title', 'Reason'], rows);
  return `### ${name}\n\n${content}`;
}

const code = (text: string): string => `\`${text}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
