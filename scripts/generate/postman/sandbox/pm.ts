import type { ContractFacts, PostmanExpectation } from '../expectation.ts';

/** The parts of Postman's sandbox that the scripts use. */
export interface Sandbox {
  info: { requestName: string };
  variables: {
    get(name: string): string | undefined;
    set(name: string, value: string | number): void;
    replaceIn(text: string): string;
  };
  request: {
    headers: { get(name: string): string | undefined };
    url: { getPathWithQuery(): string };
  };
  response?: {
    code: number | undefined;
    responseTime: number;
    reason(): string | undefined;
    text(): string | undefined;
    headers: {
      get(name: string): string | undefined;
      all(): { key: string; value: string }[];
    };
  };
  execution: { skipRequest(): void; setNextRequest(name: string): void };
  test: { (name: string, body: () => void): void; skip(name: string, body: () => void): void };
  expect: { fail(message: string): void };
}

declare global {
  var pm: Sandbox;
  /** The facts of the contract; data at the top of each script. */
  var contract: ContractFacts;
  /** The expectations of the requests, as JSON, by the keys with which their names begin. */
  var expectations: Readonly<Record<string, string | undefined>>;
}

/** The key of the current request. */
export const currentKey = (): string => pm.info.requestName.split(': ')[0] ?? '';

/** The expectation of the current request; undefined when the script has none. */
export function currentExpectation(): PostmanExpectation | undefined {
  const text = expectations[currentKey()];
  return text === undefined ? undefined : JSON.parse(text);
}
