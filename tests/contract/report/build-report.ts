import type { Requirement } from '../../../spec/requirements.ts';
import type { Verdict } from '../judge/verdict.ts';
import { contractFacts } from './contract-facts.ts';
import { withDocs } from './docs-links.ts';
import { headlineOf } from './headline.ts';
import { notesOf } from './notes.ts';
import { overallVerdict, requirementVerdict, verdictUnder } from './overall.ts';
import type { Report, ReportCounts, ReportedCase, ReportedRequirement } from './report.ts';
import type { ReportFacts } from './run-facts.ts';

/** Builds the report of a run. Pure. */
export function buildReport(facts: ReportFacts): Report {
  const { tool, deployment, startedAt, durationMs, strict, selection, shard, cases, knownFailures } = facts;
  const { minCoverage } = facts;
  const requirements = facts.contract.requirements.map((requirement) => summarise(requirement, cases));
  const verdict = overallVerdict(facts, requirements);
  const report: Report = {
    schema: 1,
    tool,
    contract: contractFacts(facts.contract),
    deployment,
    startedAt: startedAt.toISOString(),
    durationMs,
    verdict,
    headline: headlineOf({ verdict, strict, selection, minCoverage, cases, knownFailures, requirements }),
    strict,
    ...(minCoverage === undefined ? {} : { minCoverage }),
    ...(selection === undefined ? {} : { selection }),
    ...(shard === undefined ? {} : { shard }),
    notes: notesOf(facts, requirements),
    counts: countsOf(facts),
    requirements,
    knownFailures,
    cases,
  };
  return withDocs(report, facts.contract, facts.docsUrl);
}

function countsOf({ cases, requests, accepted, acceptedBytes }: ReportFacts): ReportCounts {
  const tally = (verdict: Verdict) => cases.filter((result) => result.verdict === verdict).length;
  return {
    cases: cases.length,
    pass: tally('pass'),
    warn: tally('warn'),
    fail: tally('fail'),
    inconclusive: tally('inconclusive'),
    skipped: tally('skipped'),
    knownFailures: cases.filter(({ checks }) => checks.some((check) => check.known !== undefined)).length,
    requests,
    accepted,
    acceptedBytes,
  };
}

function summarise(
  { id, level, statement, source, notApplicable }: Requirement,
  cases: readonly ReportedCase[],
): ReportedRequirement {
  const citing = cases.filter(({ checks }) => checks.some((check) => check.requirement === id));
  const verdicts = citing.map((result) => verdictUnder(result, id));
  return {
    id,
    level,
    statement,
    source,
    verdict: requirementVerdict(verdicts),
    ...(notApplicable !== undefined && { notApplicable }),
    told: verdicts.filter((verdict) => verdict !== 'inconclusive' && verdict !== 'skipped').length,
    cases: citing.map((result) => result.id),
  };
}
