import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { measureGrowth } from './growth.ts';
import { rateOf, uploadLarge, uploadSlowly } from './load.ts';
import { growthDuring } from './memory.ts';
import { type Measured, type Measures, type Series, toMarkdown } from './report.ts';
import { runnable, startTarget, type Target, type TargetName, withBuilt } from './targets.ts';
import { measureVerify } from './verify.ts';

const usage = `Usage: npm run bench -- [--json]

Measure the mock, from the package and from a clone, next to bare servers that only parse (Node with busboy; Go, where it is
installed) and plain Prism, in one run; then how verify starts, and how time and memory grow with what it is given.
Print Markdown, or JSON with --json. Takes about four minutes.`;

const all: readonly TargetName[] = ['floor', 'Go', 'mock', 'mock with lines', 'mock from a clone', 'Prism'];
const serving: readonly TargetName[] = ['floor', 'Go', 'mock', 'mock with lines', 'Prism'];
const frugal: readonly TargetName[] = ['floor', 'Go', 'mock'];
const connectionCounts = [1, 16, 64];
const rounds = 5;
const turns = 30;
const turnTime = 150;
const warmUpTime = 1_500;
const largeFile = 1024 ** 3;
const slowUploads = 200;

async function measure(): Promise<Measures> {
  const machine = `Node ${process.version}, ${process.platform}, ${availableParallelism()} cores`;
  const measured = [
    ...(await step('small uploads', measureSmall)),
    ...(await step('starts', () =>
      measureAnew('From spawn to the first accepted upload, ms', all, async ({ startup }) => startup),
    )),
    ...(await step('large uploads', measureLarge)),
    ...(await step('memory', measureMemory)),
  ];
  const growth = [...(await step('verify', measureVerify)), ...(await step('growth', () => measureGrowth()))];
  return { machine, measured, growth };
}

/** Reports progress on standard error: a run takes minutes. */
async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  console.error(`Measuring: ${what}`);
  return work();
}

/** The targets take short turns, so that other load on the machine affects all of them alike. */
async function measureSmall(): Promise<Measured[]> {
  const targets = await Promise.all(runnable(serving).map(startTarget));
  try {
    for (const { port } of targets) await rateOf(port, 16, warmUpTime);
    const measured: Measured[] = [];
    for (const connections of connectionCounts) {
      const what = `Uploads of 1 KiB a second, connections: ${connections}`;
      measured.push({ what, series: await takeTurns(targets, connections) });
    }
    return measured;
  } finally {
    await Promise.all(targets.map((target) => target.stop()));
  }
}

async function takeTurns(targets: readonly Target[], connections: number): Promise<Series> {
  const series: Series = {};
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { name, port } of targets) add(series, name, await rateOf(port, connections, turnTime));
  }
  return series;
}

function add(series: Series, name: TargetName, figure: number): void {
  series[name] = [...(series[name] ?? []), figure];
}

/** Leftovers in a server's memory can halve its rate by chance, so each one is new. Prism rejects a file of this size. */
const measureLarge = (): Promise<Measured[]> =>
  measureAnew('File of 1 GiB, MiB a second', frugal, async ({ port }) => {
    const { rate } = await uploadLarge(port, largeFile);
    return rate;
  });

/** Measures each target several times, each time in a new process. */
async function measureAnew(
  what: string,
  names: readonly TargetName[],
  figureOf: (target: Target) => Promise<number>,
): Promise<Measured[]> {
  const series: Series = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const name of runnable(names)) {
      const target = await startTarget(name);
      add(series, name, await figureOf(target).finally(target.stop));
    }
  }
  return [{ what, series }];
}

/** Each server has handled only one small upload before: earlier memory use would hide the growth. */
async function measureMemory(): Promise<Measured[]> {
  const large: Series = {};
  const slow: Series = {};
  for (const name of runnable(frugal)) {
    add(large, name, await growthOf(name, (port) => uploadLarge(port, largeFile)));
    add(slow, name, await growthOf(name, (port) => uploadSlowly(port, slowUploads, 16, 100)));
  }
  return [
    { what: 'File of 1 GiB, MiB of memory above idle', series: large },
    { what: '200 concurrent slow uploads, MiB of memory above idle', series: slow },
  ];
}

/** MiB. */
async function growthOf(name: TargetName, work: (port: number) => Promise<unknown>): Promise<number> {
  const target = await startTarget(name);
  const bytes = await growthDuring(target.pid, () => work(target.port)).finally(target.stop);
  return bytes / 1024 ** 2;
}

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) console.log(usage);
else {
  const measures = await withBuilt(measure);
  console.log(values.json ? JSON.stringify(measures, null, 2) : toMarkdown(measures));
}
