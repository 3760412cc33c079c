import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { root } from '../../../spec/root.ts';
import type { Report } from './report.ts';

/** The JSON Schema of a report, schema 1. */
export const reportSchema = JSON.parse(
  readFileSync(join(root, 'tests', 'contract', 'report', 'report.schema.json'), 'utf8'),
);

let validate: ValidateFunction<Report> | undefined;

/** Compiled once: compiling takes much longer than validating a report, and a run may have many shards. */
function validator(): ValidateFunction<Report> {
  if (validate !== undefined) return validate;
  const ajv = new Ajv2020();
  addFormats.default(ajv);
  validate = ajv.compile<Report>(reportSchema);
  return validate;
}

/** Reads a JSON report. @returns a sentence when the text is not one. */
export function readReport(text: string): Report | string {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  const isReport = validator();
  if (isReport(report)) return report;
  const [fault] = isReport.errors ?? [];
  return `is not a report of schema 1: ${fault?.instancePath || 'the document'} ${fault?.message}`;
}
