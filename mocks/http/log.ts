import type { Contract } from '../../spec/contract.ts';
import { visible } from '../admin/inspector/page/visible.js';
import { maskOf, tokensSent } from '../admin/mask.ts';
import type { HandledRequest } from '../gate/handled-request.ts';

/** A finished exchange in one line. The mock's own tokens, and the one that came with it, are masked. */
export function logLine(record: HandledRequest, contract: Contract, tokens: readonly string[] = []): string {
  const { method, path, headers, response, upload, duration } = record;
  const ruling = upload?.ruling;
  const mask = maskOf([...tokens, ...tokensSent(headers, contract, upload?.head.authorization)]);
  const file = upload?.body?.parts.find((part) => part.kind === 'file');
  const words = [
    method,
    visible(mask(path)),
    response === undefined ? 'gone' : (response.fate ?? response.status),
    ruling && `${ruling.outcome} (${ruling.requirement})`,
    ruling?.documentType,
    file?.kind === 'file' && `${visible(mask(JSON.stringify(file.fileName)))} ${file.size} bytes`,
    `${duration.toFixed(1)} ms`,
  ];
  return words.filter((word) => word !== undefined && word !== false).join(' ');
}
