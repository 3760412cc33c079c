import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** How long the mock may take to end, in milliseconds. */
const grace = 5000;

const { STATE_pid: pid = '', STATE_log: log = '', STATE_url: url = '' } = process.env;

/** Its process number may belong to another by now: only what responds as the mock is stopped. */
const responds = () =>
  fetch(`${url}/`, { method: 'HEAD', signal: AbortSignal.timeout(grace) }).then(
    () => true,
    () => false,
  );

/** @param {number} id */
function isThere(id) {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

async function stop() {
  const id = Number(pid);
  if (pid === '' || url === '' || !isThere(id) || !(await responds())) return;
  process.kill(id, 'SIGTERM');
  for (const end = Date.now() + grace; isThere(id) && Date.now() < end; ) await pause(50);
  if (isThere(id)) process.kill(id, 'SIGKILL');
}

await stop();
if (log !== '') console.log(`::group::Log of the mock\n${readFileSync(log, 'utf8')}\n::endgroup::`);
