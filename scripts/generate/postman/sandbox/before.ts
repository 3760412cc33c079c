import { swapCase } from '../../../../tests/contract/request/swap-case.ts';
import { currentExpectation, currentKey } from './pm.ts';

/** Runs before each request, the same for all: stops without a deployment, and makes near misses of the token. */
const key = currentKey();
const needs = currentExpectation()?.needs;
const { credential, variables } = contract;

const missing = variables.filter((name) => !pm.variables.get(name));
if (missing.length > 0)
  throw new Error(`Fill in ${missing.join(', ')}, in the environment of the collection.`);

pm.variables.set('baseUrl', (pm.variables.get('baseUrl') ?? '').replace(/\/+$/, ''));

const token = pm.variables.get('token') ?? '';
pm.variables.set('tokenPrefix', token.slice(0, -1));
pm.variables.set('tokenFirstCharacterMissing', token.slice(1));
pm.variables.set('tokenOtherLetterCase', swapCase(token));
pm.variables.set('tokenLastLetterReplaced', token.slice(0, -1) + (token.endsWith('x') ? 'y' : 'x'));

const skip = (reason: string): void => {
  console.info(`${key} is not sent: ${reason}`);
  pm.execution.skipRequest();
};

const valid = `${credential?.scheme === undefined ? '' : `${credential.scheme} `}{{token}}`;
const sent = credential && pm.request.headers.get(credential.header);
const isNearMiss = sent !== undefined && sent !== valid;
if (needs !== undefined && !pm.variables.get(needs)) skip(`${needs} is not filled in`);
else if (isNearMiss && pm.variables.replaceIn(sent) === pm.variables.replaceIn(valid))
  skip('with this token the near miss is the token itself');
