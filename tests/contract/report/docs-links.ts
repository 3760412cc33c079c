import type { Contract } from '../../../spec/contract.ts';
import { docsUrlOf, readDocsUrl, rulePage } from '../../../spec/docs-url.ts';
import { ownRequirement } from '../cases/own-requirement.ts';
import { contractCases } from '../table.ts';
import type { Report } from './report.ts';

/**
 * Adds links to the pages of a reference site: to each rule, and to each case in the table. Pure.
 *
 * @param docsUrl the site. Default: the one that the contract's document names. Without either there are no links.
 */
export function withDocs(report: Report, contract: Contract, docsUrl: string | undefined): Report {
  const read = docsUrl === undefined ? undefined : readDocsUrl(docsUrl);
  const docs = read !== undefined && 'url' in read ? read.url : docsUrlOf(contract.document);
  if (docs === undefined) return report;
  const rules = new Map(contractCases(contract).map((each) => [each.id, ownRequirement(each)]));
  return {
    ...report,
    docs,
    requirements: report.requirements.map((rule) => ({ ...rule, docs: rulePage(docs, rule.id) })),
    cases: report.cases.map((result) => {
      const rule = rules.get(result.id);
      return rule === undefined ? result : { ...result, docs: rulePage(docs, rule, result.id) };
    }),
  };
}
