import type { Contract } from '../../../spec/contract.ts';
import type { ContractCase, FileRecipe, RequestRecipe } from '../../../tests/contract/case.ts';
import { partsOf } from '../../../tests/contract/cases/recipes.ts';
import { wholeBody } from '../../../tests/contract/request/encode.ts';
import { textOf } from '../../../tests/contract/request/resolve.ts';
import { largestFile } from './files.ts';
import { exportedRequest, isComputed, isSpelledOut, wireRequest } from './request.ts';

/** Why a format cannot express a case; undefined when it can. */
export type Obstacle = (contractCase: ContractCase, contract: Contract) => string | undefined;

/** Characters of a text that an export writes out. */
const largestText = 10_000;

const chunked = 'the client chooses the transfer coding: it sends a Content-Length';
const headerNames = 'the client decides how to write its own header names';
const ownConnections = 'the client decides which connection carries a request';
const partHeads = 'the client decides how to write the header lines of a part';
const nullCharacter = 'a null character is invisible in a text, and gets lost';
const parallel = 'the client sends one request after the other';
const longText = `a value of more than ${largestText.toLocaleString('en')} characters is not committed`;
const large = `a file of more than ${largestFile.toLocaleString('en')} bytes is not committed`;

/** Obstacles for any client that sends committed files, one request at a time. */
const commonObstacle = ({ steps, together, oneConnection }: ContractCase): string | undefined => {
  const requests = steps.map(({ request }) => request);
  if (together) return parallel;
  if (oneConnection) return ownConnections;
  if (requests.some(({ framing }) => framing === 'chunked')) return chunked;
  if (requests.some((request) => request.headerNames !== undefined)) return headerNames;
  const files = requests.flatMap(filesOf);
  if (files.some(({ partHead }) => partHead !== undefined)) return partHeads;
  const texts = requests.flatMap(textsOf);
  if (texts.some((text) => text.length > largestText)) return longText;
  if (texts.some((text) => text.includes('\0'))) return nullCharacter;
  // Without a size, a recipe asks for some thousand bytes.
  return files.some(({ size = 0 }) => size > largestFile) ? large : undefined;
};

/** Obstacles for a line of shell. */
export const curlObstacle: Obstacle = ({ together, oneConnection }) => {
  if (together)
    return 'a shell runs one line after the other; the lines are listed, to be started concurrently';
  return oneConnection ? 'each line opens its own connection; the lines are listed' : undefined;
};

/** Obstacles for Postman and Newman. */
export const postmanObstacle: Obstacle = (contractCase, contract) => {
  const common = commonObstacle(contractCase);
  if (common !== undefined) return common;
  const files = contractCase.steps.flatMap(({ request }) => filesOf(request));
  if (files.some(({ mediaType }) => mediaType === null)) return 'Postman gives every file part a media type';
  if (files.some(({ name = '' }) => !isAscii(name)))
    return 'Postman sends such a name twice, the second time as filename*';
  const asText = contractCase.steps
    .map(({ request }) => request)
    .filter((request) => isSpelledOut(request) || request.body.kind === 'raw');
  return asText.every((request) => isText(request, contract))
    ? undefined
    : 'a body written out as text cannot contain binary content';
};

/** Obstacles for a `.http` file in either editor. */
export const httpObstacle: Obstacle = (contractCase) => {
  const common = commonObstacle(contractCase);
  if (common !== undefined) return common;
  const requests = contractCase.steps.map(({ request }) => request);
  if (requests.some(({ token }) => isComputed(token)))
    return 'a near miss of the token must be computed, and there is no script';
  if (requests.some(isSpelledOut))
    return 'the editors read a multipart body, and write its framing themselves';
  if (requests.flatMap(textsOf).some((text) => text !== text.trim() || text.includes('\n')))
    return 'whitespace at the ends of a value gets lost in an editor, and line breaks change';
  return undefined;
};

function isText(request: RequestRecipe, contract: Contract): boolean {
  const bytes = wholeBody(wireRequest(exportedRequest(request, contract)));
  return Buffer.from(bytes.toString()).equals(bytes);
}

const filesOf = (request: RequestRecipe): FileRecipe[] =>
  request.body.kind === 'raw'
    ? [request.body.file]
    : partsOf(request).flatMap((part) => ('file' in part ? [part.file] : []));

/** The texts of a form, in their full length. */
const textsOf = (request: RequestRecipe): string[] =>
  partsOf(request).flatMap((part) => ('text' in part ? [textOf(part)] : []));

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);
