import type { ExchangeRecord } from './exchange.ts';
import { maskToken } from './mask.ts';

/** A finished exchange in one line. The token that came with it is masked, wherever it stands. */
export function logLine({ method, path, answer, upload, duration }: ExchangeRecord): string {
  const file = upload?.body?.parts.find((part) => part.kind === 'file');
  const words = [
    method,
    path,
    answer === undefined ? 'gone' : (answer.fate ?? answer.status),
    upload && `${upload.ruling.outcome} (${upload.ruling.requirement})`,
    upload?.ruling.documentType,
    file?.kind === 'file' && `${JSON.stringify(file.fileName)} ${file.size} bytes`,
    `${duration.toFixed(1)} ms`,
  ];
  const line = words.filter((word) => word !== undefined && word !== false).join(' ');
  return maskToken(line, upload?.head.authorization);
}
