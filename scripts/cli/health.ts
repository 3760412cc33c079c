import { Command } from 'commander';
import { UserError } from './user-error.ts';

/** The `health` command: checks whether the mock responds, for a container's health check and for scripts. */
export function healthCommand(): Command {
  return new Command('health')
    .description('Check whether the mock at an address is ready.')
    .argument('<url>', 'the address of the mock, such as http://127.0.0.1:4010')
    .option('--timeout <ms>', 'milliseconds to wait for a response', '2000')
    .addHelpText('after', helpFooter)
    .action(health);
}

const helpFooter = `
In a Dockerfile:
  HEALTHCHECK CMD ["upload-contract", "health", "http://127.0.0.1:4010"]

Exit codes: 0 ready, 1 not ready (a line says why), 2 wrong options.`;

/** The types of the mock's own errors: a mock without a journal serves nothing below /__mock. */
const ownProblem = /^urn:upload-contract:problem:/;

/** The title of the inspector. */
const ownPage = /<title>[^<]*upload-contract mock<\/title>/;

async function health(text: string, { timeout }: { timeout: string }): Promise<void> {
  const url = readAddress(text);
  if (!/^[1-9]\d{0,8}$/.test(timeout))
    throw new UserError(`--timeout must be a whole number of milliseconds from 1, not '${timeout}'`);
  const fault = await faultOf(url, Number(timeout));
  if (fault === undefined) return console.log(`Ready: ${url.origin}`);
  console.error(`Not ready: ${url.origin} ${fault}.`);
  process.exitCode = 1;
}

function readAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UserError(`health expects the address of a mock, such as http://127.0.0.1:4010, not '${text}'`);
  return url;
}

/** @returns undefined when the mock is ready, otherwise the fault. */
async function faultOf(url: URL, milliseconds: number): Promise<string | undefined> {
  try {
    const response = await fetch(new URL('/__mock/', url.origin), {
      redirect: 'manual',
      signal: AbortSignal.timeout(milliseconds),
    });
    const { status } = response;
    const body = await response.text();
    if (status === 200 && ownPage.test(body)) return undefined;
    return status === 404 && isOwnProblem(body)
      ? undefined
      : `is not a mock of an upload contract (status ${status})`;
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return `did not respond within ${milliseconds} ms`;
    return `cannot be reached (${codeOf(error)})`;
  }
}

function isOwnProblem(body: string): boolean {
  try {
    return ownProblem.test(JSON.parse(body)?.type);
  } catch {
    return false;
  }
}

/** `ECONNREFUSED`; for several addresses, the code of the first. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; errors?: { code?: string }[]; message?: string } };
  return cause?.code ?? cause?.errors?.[0]?.code ?? cause?.message ?? String(error);
}
