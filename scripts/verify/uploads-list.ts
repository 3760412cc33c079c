import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { printableJson } from '../../tests/contract/report/formats/json.ts';
import { type Redact, redactAndCut } from '../../tests/contract/report/redact.ts';
import type { AcceptedUpload } from '../../tests/contract/run/uploads.ts';
import { UserError } from '../cli/user-error.ts';
import type { CleanupState } from './cleanup.ts';
import type { ReportFile } from './report-files.ts';

/** Characters shown of a success that is not JSON. */
const shownText = 4000;

export const uploadsFile = (file: string): ReportFile => ({
  kind: 'uploads',
  file,
  option: '--list-uploads',
});

/** An accepted upload as a line of JSON: everything that the deployment said of it, redacted. Pure. */
export function renderUpload(upload: AcceptedUpload, redact: Redact, cleanup?: CleanupState): string {
  const line = {
    case: upload.case,
    url: redact(upload.url),
    status: upload.status,
    body: redactedBody(upload.body, redact),
    ...(cleanup === undefined ? {} : { cleanup }),
  };
  return printableJson(line, 0);
}

/**
 * Writes the accepted uploads, one per line. Synchronous, so that an interrupted run writes the list, too.
 *
 * @throws UserError when the file cannot be written.
 */
export function writeUploads(file: string, lines: readonly string[]): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lines.join(''), { mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`--list-uploads: cannot write ${file} (${code})`);
  }
}

function redactedBody(body: Buffer, redact: Redact): unknown {
  try {
    return redactedValue(JSON.parse(body.toString()), redact);
  } catch {
    return redactAndCut(redact, body.toString(), shownText);
  }
}

/** A number may be a secret, too. */
function redactedValue(value: unknown, redact: Redact): unknown {
  if (Array.isArray(value)) return value.map((each) => redactedValue(each, redact));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [redact(name), redactedValue(each, redact)]),
    );
  if (typeof value === 'string') return redact(value);
  const text = String(value);
  const shown = redact(text);
  return shown === text ? value : shown;
}
