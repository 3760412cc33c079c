import { createRequire } from 'node:module';
import type * as PrismHttp from '@stoplight/prism-http';
import type { Contract } from '../../spec/contract.ts';
import { withEnglishFaker } from './english-faker.ts';
import { MissingPrismError, prismPackage } from './missing-prism.ts';
import type { RenderedResponse } from './rendered.ts';

interface RenderRequest {
  status: number;
  /** The name of the example. Default: the first one. */
  example?: string;
  /** Generates the body from the schema instead. */
  dynamic?: boolean;
  /** The same seed generates the same body. */
  seed?: string;
}

/** Renders a response. Rejects with Prism's own error when the spec documents no such response. */
export type Renderer = (request: RenderRequest) => Promise<RenderedResponse>;

const renderers = new WeakMap<object, Promise<Renderer>>();

/** Starts Prism once per document and process; the first time blocks for half a second. */
export function prismFor(contract: Contract): Promise<Renderer> {
  const renderer = renderers.get(contract.document) ?? startPrism(contract);
  renderers.set(contract.document, renderer);
  return renderer;
}

/**
 * Generates bodies with Prism, from their schemas.
 *
 * @param seed the same seed gives the same responses in the same order.
 */
export function madeUpByPrism(
  contract: Contract,
  seed: string | undefined,
): (status: number) => Promise<RenderedResponse> {
  let count = 0;
  return async (status) => {
    count += 1;
    const request = { status, dynamic: true, ...(seed !== undefined && { seed: `${seed}:${count}` }) };
    return (await prismFor(contract))(request);
  };
}

/** Starts an embedded Prism. It never sees a client's request: it only renders responses of the spec. */
async function startPrism({ document, success, problem }: Contract): Promise<Renderer> {
  // Loading Prism takes half a second, so only a call of this function loads it.
  const prism = loadPrism();
  const operations = await prism.getHttpOperationsFromSpec(structuredClone(document));
  const operation = operations[0];
  if (operation === undefined) throw new Error('Prism finds no operation in the OpenAPI document');
  const base = { isProxy: false, checkSecurity: false, errors: false, upstreamProxy: undefined } as const;
  const config = { ...base, validateRequest: false, validateResponse: false, mock: { dynamic: false } };
  const instance = prism.createInstance(config, { logger: silent as never });
  const request = { method: operation.method as 'post', url: { path: operation.path }, headers: {} };

  return async ({ status, example, dynamic = false, seed }) => {
    const mock = {
      mediaTypes: [success.mediaType, problem.mediaType],
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

/** An optional peer of the package. */
function loadPrism(): typeof PrismHttp {
  const require = createRequire(import.meta.url);
  try {
    require.resolve(prismPackage);
  } catch {
    throw new MissingPrismError();
  }
  return withEnglishFaker(createRequire(require.resolve(prismPackage)), () => require(prismPackage));
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
