import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { rateOf, uploadLarge, uploadSlowly } from './load.ts';
import { growthDuring } from './memory.ts';
import { type Measures, type Series, toMarkdown } from './report.ts';
import { startTarget, type Target, type TargetName } from './targets.ts';

const usage = `Usage: npm run bench -- [--json]

Measures the mock beside a bare server that only parses (the floor) and plain Prism (the peer), in one run.
Prints Markdown, or JSON with --json. Takes about a minute.`;

const names: readonly TargetName[] = ['floor', 'mock', 'Prism'];
const connectionCounts = [1, 16, 64];
const rounds = 5;
const turns = 30;
const turnTime = 150;
const warmUpTime = 1_500;
const largeFile = 1024 ** 3;
const slowUploads = 200;

async function measure(): Promise<Measures> {
  const machine = `Node ${process.version}, ${process.platform}, ${availableParallelism()} cores`;
  return {
    machine,
    startup: await measureAnew(async ({ startup }) => startup),
    small: await measureSmall(),
    large: await measureLarge(),
    memory: await measureMemory(),
  };
}

/** The targets take short turns, so that what else the machine does hits all of them alike. */
async function measureSmall(): Promise<Measures['small']> {
  const targets = await Promise.all(names.map(startTarget));
  try {
    for (const { port } of targets) await rateOf(port, 16, warmUpTime);
    const small: Measures['small'] = [];
    for (const connections of connectionCounts)
      small.push({ connections, rates: await takeTurns(targets, connections) });
    return small;
  } finally {
    await Promise.all(targets.map((target) => target.stop()));
  }
}

async function takeTurns(targets: readonly Target[], connections: number): Promise<Series> {
  const series = emptySeries();
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { name, port } of targets) series[name].push(await rateOf(port, connections, turnTime));
  }
  return series;
}

/** What others left in the memory of a server halves its rate, by chance. */
const measureLarge = (): Promise<Series> =>
  measureAnew(async ({ port }) => {
    const { status, rate } = await uploadLarge(port, largeFile);
    return status === 200 ? rate : undefined;
  });

/** Takes a figure of each target several times, each time of a new one. Undefined is none. */
async function measureAnew(figureOf: (target: Target) => Promise<number | undefined>): Promise<Series> {
  const series = emptySeries();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const target = await startTarget(name);
      const figure = await figureOf(target).finally(target.stop);
      if (figure !== undefined) series[name].push(figure);
    }
  }
  return series;
}

/** Each time a server that has done nothing yet but one small upload: what it held before would hide the growth. */
async function measureMemory(): Promise<Measures['memory']> {
  const memory: Measures['memory'] = {};
  for (const name of names.filter((each) => each !== 'Prism')) {
    memory[name] = {
      large: await growthOf(name, (port) => uploadLarge(port, largeFile)),
      slow: await growthOf(name, (port) => uploadSlowly(port, slowUploads, 16, 100)),
    };
  }
  return memory;
}

async function growthOf(name: TargetName, work: (port: number) => Promise<unknown>): Promise<number> {
  const target = await startTarget(name);
  return growthDuring(target.pid, () => work(target.port)).finally(target.stop);
}

const emptySeries = (): Series => ({ floor: [], mock: [], Prism: [] });

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) console.log(usage);
else {
  const measures = await measure();
  console.log(values.json ? JSON.stringify(measures, null, 2) : toMarkdown(measures));
}
