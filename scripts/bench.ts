import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { rateOf, uploadLarge, uploadSlowly } from './bench/load.ts';
import { growthDuring } from './bench/memory.ts';
import { type Measures, toMarkdown } from './bench/report.ts';
import { startTarget, type Target, type TargetName } from './bench/targets.ts';

const usage = `Usage: npm run bench -- [--json]

Measures the mock beside a bare server that only parses (the floor) and plain Prism (the peer), in one run.
Prints Markdown, or JSON with --json. Takes about two minutes.`;

const names: readonly TargetName[] = ['floor', 'mock', 'Prism'];
const connectionCounts = [1, 16, 64];
const rounds = 5;
const roundTime = 600;
const largeFile = 1024 ** 3;
const slowUploads = 200;

async function measure(): Promise<Measures> {
  const startups = new Map<TargetName, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const target = await startTarget(name);
      startups.get(name)?.push(target.startup);
      await target.stop();
    }
  }
  const targets = await Promise.all(names.map(startTarget));
  try {
    return {
      startup: Object.fromEntries([...startups].map(([name, times]) => [name, median(times)])),
      small: await measureSmall(targets),
      large: await measureLarge(targets),
      memory: await measureMemory(targets),
      machine: `Node ${process.version}, ${process.platform}, ${availableParallelism()} cores`,
    };
  } finally {
    await Promise.all(targets.map((target) => target.stop()));
  }
}

/** The targets take turns, so that what else the machine does hits all of them alike. */
async function measureSmall(targets: Target[]): Promise<Measures['small']> {
  for (const { port } of targets) await rateOf(port, 16, 1_500);
  const small: Measures['small'] = [];
  for (const connections of connectionCounts) {
    const rates = new Map<TargetName, number[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, port } of targets) {
        rates.set(name, [...(rates.get(name) ?? []), await rateOf(port, connections, roundTime)]);
      }
    }
    small.push({
      connections,
      rates: Object.fromEntries([...rates].map(([name, all]) => [name, median(all)])),
    });
  }
  return small;
}

async function measureLarge(targets: Target[]): Promise<Measures['large']> {
  const large: Measures['large'] = {};
  for (const { name, port } of targets) {
    const { status, rate } = await uploadLarge(port, largeFile);
    large[name] = { status, rates: [rate] };
  }
  for (let round = 1; round < rounds; round += 1) {
    for (const { name, port } of targets) {
      if (large[name]?.status === 200) large[name].rates.push((await uploadLarge(port, largeFile)).rate);
    }
  }
  return large;
}

async function measureMemory(targets: Target[]): Promise<Measures['memory']> {
  const memory: Measures['memory'] = {};
  for (const { name, port, pid } of targets) {
    if (name === 'Prism') continue;
    memory[name] = {
      large: await growthDuring(pid, () => uploadLarge(port, largeFile)),
      slow: await growthDuring(pid, () => uploadSlowly(port, slowUploads, 16, 100)),
    };
  }
  return memory;
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) console.log(usage);
else {
  const measures = await measure();
  console.log(values.json ? JSON.stringify(measures, null, 2) : toMarkdown(measures));
}
