import type { Contract } from '../../../spec/contract.ts';
import type { Requirement, RequirementId } from '../../../spec/requirements.ts';
import type { ContractCase } from '../../../tests/contract/case.ts';
import { ownRequirement } from '../../../tests/contract/cases/own-requirement.ts';
import { phasesOf } from '../../../tests/contract/run/phases.ts';
import type { FileStore } from '../exports/files.ts';
import { exportMark } from '../exports/request.ts';
import { namedSteps, requirementOf } from '../exports/words.ts';
import { scriptAfter, scriptBefore } from './bundle.ts';
import type { Collection, Event, Folder } from './format.ts';
import { filesFolder, renderItem } from './item.ts';

/** A collection with a folder for each requirement that has its own cases, and a request for each exchange of them. */
export function renderCollection(
  contract: Contract,
  cases: readonly ContractCase[],
  store: FileStore,
): Collection {
  const steps = cases.flatMap(namedSteps);
  const folders = foldersOf(cases, contract);
  return {
    info: {
      name: `${contract.title}: the contract`,
      description: introductionOf(folders, contract),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'noauth' },
    protocolProfileBehavior: { followRedirects: false, disableCookies: true },
    event: [
      script('prerequest', scriptBefore(contract, steps)),
      script('test', scriptAfter(contract, steps)),
    ],
    item: folders.map((folder) => renderFolder(folder, store, contract)),
  };
}

const script = (listen: Event['listen'], source: string): Event => ({
  listen,
  script: { type: 'text/javascript', exec: source.trimEnd().split('\n') },
});

interface Members {
  id: RequirementId;
  members: ContractCase[];
  /** Where else this requirement has cases. */
  others: RequirementId[];
}

/**
 * The folders in the order in which they run: first the uploads that must be accepted, untyped ones before typed ones;
 * then the rejections, which depend on them; then fields outside the form (R21), which depend on both; finally
 * concurrent and repeated uploads (R12). This tells a deployment on which a type sticks to later uploads from one that
 * guesses types.
 */
function foldersOf(cases: readonly ContractCase[], contract: Contract): Members[] {
  const phases = phasesOf(cases, contract.recognisedDocumentTypes);
  const phaseOf = (contractCase: ContractCase): number =>
    phases.findIndex((phase) => phase.includes(contractCase));
  const rankOf = ({ id, members }: Members): number => {
    const outcomes = members.map(({ steps }) => steps.at(-1)?.expect.outcome);
    if (outcomes.includes('as-control')) return phases.length + (id === 'R12' ? 2 : 1);
    return outcomes.includes('accepted') ? Math.max(...members.map(phaseOf)) : phases.length;
  };
  const folders = contract.requirements.map(({ id }) => {
    const members = cases.filter((contractCase) => folderOf(contractCase) === id);
    const others = cases.filter((each) => ownRequirement(each) === id).map(folderOf);
    return {
      id,
      members: members.toSorted((a, b) => phaseOf(a) - phaseOf(b)),
      others: [...new Set(others)].filter((other) => other !== id),
    };
  });
  return folders.filter(({ members }) => members.length > 0).toSorted((a, b) => rankOf(a) - rankOf(b));
}

/**
 * A case that sets a type goes into the folder of the rule that says so, whatever else it tests. In a folder with
 * untyped uploads (R17) it would run too early or too late for the cases that depend on the order.
 */
function folderOf(contractCase: ContractCase): RequirementId {
  const expected = contractCase.steps.at(-1)?.expect;
  const type = expected?.outcome === 'accepted' ? expected.type : undefined;
  return type === undefined || type.shown === 'unset' ? ownRequirement(contractCase) : type.by;
}

function renderFolder({ id, members, others }: Members, store: FileStore, contract: Contract): Folder {
  const requirement = requirementOf(id, contract);
  const { level, statement } = requirement;
  const items = members.flatMap((contractCase): Folder['item'] => {
    const requests = namedSteps(contractCase).map((step) => renderItem(step, store, contract));
    if (requests.length === 1) return requests;
    const description = 'Requests to send in order: run the folder.';
    return [{ name: `${contractCase.id}: ${contractCase.title}`, description, item: requests }];
  });
  const more = others.length === 0 ? '' : ` More of it is checked in ${others.join(', ')}.`;
  return {
    name: folderName(requirement),
    description: `**${id}** (${level}): ${statement}${more}`,
    item: items,
  };
}

/** The folder of a rule: `R7 Exactly one file`. */
export const folderName = ({ id, title }: Requirement): string => [id, title].filter(Boolean).join(' ');

/** Rules without a folder, because no request tests them alone. */
function checkedElsewhere(folders: readonly Members[], { requirements }: Contract): string {
  const others = requirements.filter(
    ({ id, notApplicable }) => notApplicable === undefined && folders.every((folder) => folder.id !== id),
  );
  return others.map(folderName).join(', ');
}

const introductionOf = (
  folders: readonly Members[],
  contract: Contract,
): string => `Checks whether a deployment keeps the upload contract: a folder for each rule, a request for each case.

**Before the first run**

1. Import \`environment.json\` next to this collection, choose it, and fill it in:

| Variable | Meaning |
| --- | --- |
| \`baseUrl\` | the deployment, such as \`https://yourdomain.com\`; a path prefix is allowed |
| \`clientId\` | your client, a segment of the path |
| \`accountId\` | an account that the token may upload to |
| \`foreignAccountId\` | an account that it must not upload to; if empty, the requests of R11 are not sent |
| \`token\` | the raw token, with nothing before it; keep it in the current value, which is not shared |
| \`documentTypePointer\` | JSON pointer to the document type in the success response, or \`none\` |

2. Set the working directory (Settings, General, Location) to the folder of this file: the uploads are in
   \`${filesFolder}/\` there.

**What the results mean**

A failed test is a broken MUST. A broken SHOULD is a warning in the console. A skipped test is inconclusive: a rejection,
for example, proves nothing if the upload that differs from it in one detail is rejected, too. So run the complete collection:
its folders are in the required order, accepted uploads first. If \`csv-file\` fails, check the environment
first. The responses to all requests are checked for the rules that have no folder, too:
${checkedElsewhere(folders, contract)}.

A missing response is not always the deployment's fault. It may reject a request before it has read the body, and close the
connection, but Postman loses such responses. \`npm run verify\` reads them.

Uploads that are accepted stay on the deployment. Their names begin with, or contain, \`${exportMark}\`.

Newman: \`npm run newman\`, with the deployment in the variables that \`npm run verify\` reads. What Postman cannot send is
listed in \`COVERAGE.md\`, case by case; \`npm run verify\` sends it.

Written by \`npm run generate\`: change the cases, not this file.`;
