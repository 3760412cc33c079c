import { prismFor } from '../../mocks/responses/prism.ts';
import type { Contract } from '../../spec/contract.ts';
import { UserError } from '../cli/user-error.ts';

/**
 * The contract with its responses as Prism renders them from the spec; Prism generates what the document leaves open. The
 * rendered responses change only with the spec, and without Prism the mock starts three times as fast.
 *
 * @throws UserError that names the response that Prism cannot render.
 */
export async function withRendered(contract: Contract): Promise<Contract> {
  const render = await prismFor(contract);
  const responses: Contract['responses'][number][] = [];
  for (const response of contract.responses) {
    const { status, example } = response;
    const request = { status, ...(example !== null && { example }) };
    const { headers, body } = await render(request).catch((error: Error) => {
      const name = [status, example].filter((each) => each !== null).join(' ');
      throw new UserError(`spec/openapi.yaml: Prism cannot render the response ${name}: ${error.message}`);
    });
    const own = Object.entries(headers).filter(([name]) => !/^content-type$/i.test(name));
    responses.push({
      ...response,
      headers: Object.fromEntries(own),
      ...(body !== undefined && { body }),
    });
  }
  return { ...contract, responses };
}
