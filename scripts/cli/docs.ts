import { join } from 'node:path';
import { Command } from 'commander';
import type { Report } from '../../tests/contract/report/report.ts';
import { readContractFrom } from '../docs/read-contract.ts';
import { makeSite } from '../docs/site.ts';
import { readSources } from '../docs/sources.ts';
import { writeSite } from '../docs/write-site.ts';
import { readReportFile } from '../verify/read-report-file.ts';
import { warnOfStaleSpec } from './stale-spec.ts';
import { UserError } from './user-error.ts';

interface DocsFlags {
  out: string;
  contract?: string;
  report?: string;
}

/** The `docs` command: writes the reference site of a contract. */
export function docsCommand(): Command {
  return new Command('docs')
    .description('Write the reference site of the contract: a page for each rule, with its cases.')
    .requiredOption(
      '--out <dir>',
      'write the site to this folder, which must be new, empty, or an earlier site',
    )
    .option('--contract <path>', 'an openapi.yaml, or a folder that has one. Default: the built-in contract')
    .option('--report <file>', 'add the verdict of a run from its JSON report, and a badge')
    .addHelpText('after', helpFooter)
    .action(writeDocs);
}

const helpFooter = `
The site needs no server and no network: open index.html. The same sources give the same bytes.

Examples:
  upload-contract docs --out site
  upload-contract verify --report json=report.json; upload-contract docs --out site --report report.json

Exit codes: 0 written, 2 not written.`;

async function writeDocs({ out, contract: path, report: file }: DocsFlags): Promise<void> {
  if (path === undefined) warnOfStaleSpec();
  const source = await readContractFrom(path);
  const report = file === undefined ? undefined : await reportIn(file);
  const site = makeSite(await readSources({ ...source, ...(report !== undefined && { report }) }));
  await writeSite(out, site);
  const pages = [...site.keys()].filter((name) => name.endsWith('.html')).length;
  console.log(`${pages} pages written. Open ${join(out, 'index.html')}`);
}

async function reportIn(file: string): Promise<Report> {
  const report = await readReportFile(file);
  if (typeof report !== 'string') return report;
  throw new UserError(`--report: ${report}. Make one: verify --report json=${file}`);
}
