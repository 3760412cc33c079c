import { parseArgs } from 'node:util';
import { fuzz } from './run.ts';

const usage = `Usage: npm run fuzz -- [--seed TEXT] [--count N] [--first N]

Send N mutated requests (default: 100000) to a mock in its own process, next to 500 connections that stay idle or send a
byte now and then. The same seed sends the same requests; --first N --count 1 repeats a single one.`;

/** Random variation of the heap after a garbage collection. */
const heapTolerance = 8 * 1024 ** 2;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'upload-contract' },
    count: { type: 'string', default: '100000' },
    first: { type: 'string', default: '0' },
    help: { type: 'boolean', short: 'h' },
  },
});

async function main(): Promise<void> {
  if (values.help) return console.log(usage);
  const { seed } = values;
  const report = await fuzz({
    seed,
    count: Number(values.count),
    first: Number(values.first),
    slowConnections: 500,
    onProgress: (done) => done % 10_000 === 0 && console.log(`${done} sent`),
  });
  for (const [status, count] of [...report.statuses].sort(([a], [b]) => a - b)) {
    console.log(`${status === 0 ? 'closed' : status}  ${count}`);
  }
  console.log(
    `Heap: ${(report.heapGrowth / 1024 ** 2).toFixed(1)} MiB more than after a fifth of the requests.`,
  );
  for (const { request, fault } of report.faults) {
    console.error(
      `Request ${request}: ${fault}. Again: npm run fuzz -- --seed ${seed} --first ${request} --count 1`,
    );
  }
  if (!report.worksAfterwards) console.error('A good upload was not accepted afterwards.');
  const sound = report.faults.length === 0 && report.worksAfterwards && report.heapGrowth < heapTolerance;
  process.exitCode = sound ? 0 : 1;
}

await main();
