/** What the scripts use of Postman's sandbox. */
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
}

/** What is expected of the request, and what the scripts have to know of the contract: JSON in variables. */
export function expectationOf<Expectation>(): Expectation {
  const [key = ''] = pm.info.requestName.split(': ');
  return JSON.parse(pm.variables.get('expectations') ?? '')[key];
}

export const contractFacts = <Facts>(): Facts => JSON.parse(pm.variables.get('contract') ?? '');
