import type { Contract } from '../../../spec/contract.ts';
import type { ContractCase } from '../../../tests/contract/case.ts';
import { ownRequirement } from '../../../tests/contract/cases/own-requirement.ts';
import { escapeCharacter, safeText } from '../../../tests/contract/report/formats/safe-text.ts';
import { curlCommand, placeInShell } from '../../../tests/contract/request/curl.ts';
import { encodeRequest, headBytes, wholeBody } from '../../../tests/contract/request/encode.ts';
import { resolveRequest } from '../../../tests/contract/request/resolve.ts';
import { checksOfStep, type NamedStep, namedSteps } from '../../generate/exports/words.ts';

/** A case as its page shows it. */
export interface CaseView {
  id: string;
  title: string;
  /** The rule whose page shows it. */
  rule: string;
  /** `accepted`, `rejected` or another expected outcome, in a word. */
  outcome: string;
  /** Every rule that it checks. */
  cited: string[];
  how?: string;
  needs?: string;
  steps: StepView[];
}

interface StepView {
  checks: { requirement: string; level: string; expected: string }[];
  control?: string;
  /** The request as text. */
  bytes: string;
  curl: string;
}

/** The sample values in all requests of the site. */
const example = {
  clientId: 'your-client-id',
  accountId: 'your-account-id',
  foreignAccountId: 'somebody-elses-account-id',
  token: 'your-authorization-token',
};

const baseUrl = 'https://yourdomain.com';

/** Bytes of a body to show from its start, and from its end. */
const shownAtStart = 1100;
const shownAtEnd = 260;

const outcomes: Record<string, string> = {
  accepted: 'accepted',
  otherPath: 'not accepted',
  'as-control': 'as without it',
};

export function caseView(contractCase: ContractCase, contract: Contract): CaseView {
  const { id, title, needs, together, oneConnection } = contractCase;
  const steps = namedSteps(contractCase);
  const how = together ? 'Concurrently' : oneConnection ? 'Over one connection' : undefined;
  const views = steps.map((step) => stepView(step, contract));
  return {
    id,
    title,
    rule: ownRequirement(contractCase),
    outcome: outcomes[steps.at(-1)?.expect.outcome ?? ''] ?? 'rejected',
    cited: [...new Set(views.flatMap(({ checks }) => checks.map(({ requirement }) => requirement)))],
    ...(how !== undefined && { how }),
    ...(needs !== undefined && { needs }),
    steps: views,
  };
}

function stepView(step: NamedStep, contract: Contract): StepView {
  const { contractCase, recipe, control } = step;
  // The bytes and the line show the same files, which are made once.
  const place = placeInShell(contractCase.id);
  const wire = encodeRequest(resolveRequest(recipe, { ...example, mark: place.mark }, contract), {
    baseUrl,
    headers: [],
    userAgent: 'upload-contract',
    ...(recipe.headerNames !== undefined && { headerNames: recipe.headerNames }),
    ...(contractCase.oneConnection && { keepAlive: true }),
  });
  return {
    checks: checksOfStep(step, contract).map(({ requirement, level, expected }) => ({
      requirement,
      level,
      expected,
    })),
    ...(control !== undefined && { control }),
    bytes: readable(headBytes(wire)) + shortened(wholeBody(wire)),
    curl: shortLine(curlCommand(recipe, place, contract)),
  };
}

function shortened(body: Uint8Array): string {
  if (body.length <= shownAtStart + shownAtEnd) return readable(body);
  const left = (body.length - shownAtStart - shownAtEnd).toLocaleString('en');
  const end = body.subarray(body.length - shownAtEnd);
  return `${readable(body.subarray(0, shownAtStart))}\n[… ${left} bytes …]\n${readable(end)}`;
}

/** Text as it is; other bytes in hexadecimal. */
function readable(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  const isText = !text.includes('\ufffd');
  const shown = isText ? text : buffer.toString('latin1').replace(/[\x80-\xff]/g, escapeCharacter);
  return safeText(shown);
}

/** Nobody copies a line this long from a page: `verify --list --format curl` prints it. */
const shortLine = (line: string): string =>
  line.length > 6000 ? `# Too long for a page. Print it: upload-contract verify --list --format curl` : line;
