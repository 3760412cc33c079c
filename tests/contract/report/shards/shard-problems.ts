import type { Report, ReportedShard } from '../report.ts';

/** A report, and its name in messages. */
export interface NamedReport {
  name: string;
  report: Report;
}

export interface NamedShard {
  name: string;
  report: Report;
  shard: ReportedShard;
}

/** What all shards of a run have in common, under the names that testers know. */
type Traits = Record<string, string>;

/**
 * Why reports are not all the shards of one run, a sentence each: shards that are missing, present twice, or from
 * another run. Pure.
 *
 * @param contract the contract that the shards must have checked.
 */
export function shardProblems(reports: readonly NamedReport[], contract: Report['contract']): string[] {
  const shards = shardsOf(reports);
  const others = reports.filter(({ report }) => report.shard === undefined);
  const strays = others.map(
    ({ name }) => `${name} is the report of a complete run, not of a shard: verify --shard 1/3 makes one`,
  );
  const [first] = shards;
  if (first === undefined) return strays.length > 0 ? strays : ['there is no report to merge'];
  const foreign = shards.slice(1).flatMap((each) => differences(first, each));
  return [...strays, ...foreign, ...contractProblems(first, contract), ...countProblems(shards)];
}

export const shardsOf = (reports: readonly NamedReport[]): NamedShard[] =>
  reports.flatMap(({ name, report }) =>
    report.shard === undefined ? [] : [{ name, report, shard: report.shard }],
  );

function contractProblems({ name, report }: NamedShard, contract: Report['contract']): string[] {
  if (report.contract.hash === contract.hash) return [];
  const { title, version, hash } = report.contract;
  return [
    `${name} was made with the contract ${title} ${version}, hash ${short(hash)}; merge uses ${contract.title} ${contract.version}, hash ${short(contract.hash)}`,
  ];
}

/** Each index must be present once. */
function countProblems(shards: readonly NamedShard[]): string[] {
  const count = shards[0]?.shard.count ?? 0;
  // Nothing says which run the missing shards belong to.
  if (shards.some(({ shard }) => shard.count !== count)) return [];
  return [...Array(count).keys()].flatMap((place) => {
    const label = `shard ${place + 1}/${count}`;
    const names = shards.filter(({ shard }) => shard.index === place + 1).map(({ name }) => name);
    if (names.length === 0) return [`${label} is missing`];
    return names.length === 1 ? [] : [`${label} was given more than once: ${names.join(' and ')}`];
  });
}

/** How a shard differs from the first one. */
function differences(first: NamedShard, other: NamedShard): string[] {
  const own = traitsOf(first);
  return Object.entries(traitsOf(other))
    .filter(([trait, value]) => value !== own[trait])
    .map(
      ([trait, value]) =>
        `${other.name} and ${first.name} are from different runs: ${trait} is ${value} in one, ${own[trait]} in the other`,
    );
}

function traitsOf({ report, shard }: NamedShard): Traits {
  const { tool, contract, deployment } = report;
  // Each shard has its own embedded mock, on its own port.
  const target = deployment.embedded ? 'the embedded mock' : deployment.baseUrl;
  const known = report.knownFailures.map(({ state: _, ...entry }) => entry);
  return {
    'the version of upload-contract': `${tool.name} ${tool.version}`,
    'the contract': `${contract.title} ${contract.version}, hash ${short(contract.hash)}`,
    '--base-url': target,
    '--client-id': deployment.clientId,
    '--account-id': deployment.accountId,
    'the number of shards': String(shard.count),
    'the choice of cases': shard.whole === undefined ? 'all of them' : choiceOf(shard.whole),
    '--known-failing': known.length === 0 ? 'none' : JSON.stringify(known),
    ...Object.fromEntries(Object.entries(shard.options).map(([name, value]) => [name, String(value)])),
  };
}

const choiceOf = ({ chosen, of, by }: NonNullable<Report['selection']>): string =>
  `${by} (${chosen} of ${of})`;

const short = (hash: string): string => hash.slice(0, 12);
