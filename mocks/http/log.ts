import type { Contract } from '../../spec/contract.ts';
import { visible } from '../admin/inspector/page/visible.js';
import { type Mask, maskOf, tokenHeaders, tokensSent } from '../admin/mask.ts';
import type { HandledRequest } from '../gate/handled-request.ts';

/**
 * Builds the function that writes a finished exchange as one line. It masks the mock's own tokens, and that of the
 * request.
 */
export function createLogLine(
  contract: Contract,
  tokens: readonly string[] = [],
): (record: HandledRequest) => string {
  const maskFor = createMasks(contract, tokens);
  return (record) => {
    const { method, path, response, upload, duration } = record;
    const ruling = upload?.ruling;
    const mask = maskFor(record);
    const file = upload?.body?.parts.find((part) => part.kind === 'file');
    const words = [
      method,
      mask(path),
      response === undefined ? 'gone' : (response.fate ?? response.status),
      ruling && `${ruling.outcome} (${ruling.requirement})`,
      ruling?.documentType,
      file?.kind === 'file' && `${mask(JSON.stringify(file.fileName))} ${file.size} bytes`,
      `${duration.toFixed(1)} ms`,
    ];
    return visible(words.filter((word) => word !== undefined && word !== false).join(' '));
  };
}

/** A client usually sends the same token again, so the mask is reused. */
function createMasks(contract: Contract, tokens: readonly string[]): (record: HandledRequest) => Mask {
  const names = tokenHeaders(contract);
  let last: (string | undefined)[] = [];
  let mask = maskOf(tokens);
  return ({ headers, upload }) => {
    const authorization = upload?.head.authorization;
    const isLast = last[0] === authorization && names.every((name, at) => headers[name] === last[at + 1]);
    if (isLast) return mask;
    last = [authorization, ...names.map((name) => headers[name]?.toString())];
    mask = maskOf([...tokens, ...tokensSent(headers, contract, authorization)]);
    return mask;
  };
}
