import { createRequire } from 'node:module';
import type * as PrismHttp from '@stoplight/prism-http';

/** An answer as Prism renders it from the spec: the body is still a value. */
export interface RenderedAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

interface RenderRequest {
  status: number;
  /** The name of the example; the first one when left out. */
  example?: string;
  /** Makes the body up from the schema instead. */
  dynamic?: boolean;
  /** The same seed makes up the same body. */
  seed?: string;
}

/** Renders an answer. Rejects with Prism's own error when the spec documents no such answer. */
export type Renderer = (request: RenderRequest) => Promise<RenderedAnswer>;

/**
 * Starts an embedded Prism for a document with one operation. It never sees a request of a client: it is asked for
 * answers, and finds them in the spec.
 *
 * @param document an OpenAPI document.
 * @param mediaTypes what answers may be made of.
 */
export async function startPrism(document: object, mediaTypes: readonly string[]): Promise<Renderer> {
  // Loading Prism takes more than a second, so nothing but a call of this function does it.
  const prism = createRequire(import.meta.url)('@stoplight/prism-http') as typeof PrismHttp;
  const operations = await prism.getHttpOperationsFromSpec(structuredClone(document));
  const operation = operations[0];
  if (operation === undefined) throw new Error('spec/openapi.yaml: Prism finds no operation in it');
  const base = { isProxy: false, checkSecurity: false, errors: false, upstreamProxy: undefined } as const;
  const config = { ...base, validateRequest: false, validateResponse: false, mock: { dynamic: false } };
  const instance = prism.createInstance(config, { logger: silent as never });
  const request = { method: operation.method as 'post', url: { path: operation.path }, headers: {} };

  return async ({ status, example, dynamic = false, seed }) => {
    const mock = {
      mediaTypes: [...mediaTypes],
      code: status,
      dynamic,
      ...(example === undefined ? {} : { exampleKey: example }),
      ...(seed === undefined ? {} : { seed }),
    };
    const result = await instance.request(request, operations, { ...config, mock })();
    if (result._tag === 'Left') throw result.left;
    const { statusCode, headers = {}, body } = result.right.output;
    return { status: statusCode, headers: withoutEmpty(headers), body };
  };
}

const withoutEmpty = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );

const say = (): void => undefined;

/** Prism logs through pino's interface. */
const silent = {
  info: say,
  warn: say,
  error: say,
  debug: say,
  trace: say,
  success: say,
  child: () => silent,
};
