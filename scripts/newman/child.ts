import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createRedactor } from '../../tests/contract/report/redact.ts';
import type { NewmanTask } from './process.ts';
import { redactWrittenFiles } from './redacted-files.ts';

interface Newman {
  run(options: { collection: string | object }, done: () => void): object;
}

// The user cannot fix what newer versions of Node warn about in Newman's code.
process.noDeprecation = true;

/** The process of Newman's command line, which prints, and ends the process, as it likes. */
process.once('message', ({ args, variables }: NewmanTask) => {
  // The open channel would keep the process alive; when the parent ends, nobody needs it.
  process.once('disconnect', () => process.exit(1));
  setImmediate(() => process.channel?.unref());
  redactWrittenFiles(createRedactor(variables.token));
  const require = createRequire(import.meta.url);
  readCollectionAsUtf8(require('newman'));
  const run: (argv: string[]) => void = require('newman/bin/newman.js');
  const pairs = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  run([process.execPath, 'newman', ...args, ...pairs]);
});

/** Newman would first guess the file's encoding, which takes as long as sending a dozen requests. */
function readCollectionAsUtf8(newman: Newman): void {
  const { run } = newman;
  newman.run = ({ collection, ...options }, done) =>
    run({ ...options, collection: JSON.parse(readFileSync(String(collection), 'utf8')) }, done);
}
