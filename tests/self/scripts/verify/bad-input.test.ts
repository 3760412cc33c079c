import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandHere } from '../cli/here.ts';
import { command } from './command.ts';
import { listen, serve } from './server.ts';

/** A tester's mistakes: each gets one clear message, the right exit code, and no stack trace. */
const token = 'a-secret-token-4711';
const target = ['--client-id', 'client', '--account-id', 'account', '--token', token];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-contract-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface BadInput {
  name: string;
  args: () => string[];
  says: RegExp;
}

const badInputs: BadInput[] = [
  {
    name: 'an unknown option',
    args: () => ['--base-uri', 'http://localhost'],
    says: /unknown option '--base-uri'.*--base-url/s,
  },
  { name: 'a missing value', args: () => ['--token'], says: /'--token <token>' argument missing/ },
  { name: 'an argument too much', args: () => ['http://localhost'], says: /too many arguments/ },
  {
    name: 'an unreadable env file',
    args: () => ['--env-file', join(folder, 'none.env')],
    says: /--env-file: cannot read .*ENOENT/,
  },
  {
    name: 'an unknown case',
    args: () => ['--only', 'two-flies'],
    says: /--only two-flies: no case has an id like that/,
  },
  {
    name: 'a URL without a scheme',
    args: () => ['--base-url', 'staging.test', ...target],
    says: /--base-url has no scheme\. Did you mean https:\/\/staging\.test/,
  },
  {
    name: 'a URL of another scheme',
    args: () => ['--base-url', 'ftp://staging.test', ...target],
    says: /--base-url must begin with http:\/\/ or https:\/\//,
  },
  {
    name: 'an invalid URL',
    args: () => ['--base-url', 'http://', ...target],
    says: /--base-url is not a URL/,
  },
  {
    name: 'a token command that fails',
    args: () => ['--token-command', 'exit 3'],
    says: /Could not obtain the token: --token-command failed with exit code 3/,
  },
  {
    name: 'a token command that prints nothing',
    args: () => ['--token-command', 'exit 0'],
    says: /Could not obtain the token: --token-command printed nothing/,
  },
  {
    name: 'a token with a line break',
    args: () => ['--base-url', 'http://127.0.0.1:9', ...target, '--token', 'a\nb'],
    says: /the token contains a line break/,
  },
  {
    name: 'a report of an unknown kind',
    args: () => ['--report', 'pdf=out.pdf'],
    says: /--report must be KIND=FILE with a KIND of json, .*'pdf=out\.pdf'/,
  },
  {
    name: 'a report that cannot be written',
    args: () => ['--report', `json=${join(import.meta.filename, 'report.json')}`],
    says: /--report json: cannot write .*ENOTDIR/,
  },
  {
    name: 'two reports for one file',
    args: () => ['--report', `json=${join(folder, 'r1')}`, '--report', `html=${folder}/./r1`],
    says: /^--report json=\S+ and html=\S+ name one file: give each report its own\n$/,
  },
  {
    name: 'a format without a list',
    args: () => ['--format', 'curl'],
    says: /^--format requires --list\n$/,
  },
  {
    name: 'an unknown format',
    args: () => ['--list', '--format', 'xml'],
    says: /--format must be text or curl, not 'xml'/,
  },
  {
    name: 'two levels of detail',
    args: () => ['--quiet', '--verbose'],
    says: /--quiet and --verbose cannot be combined/,
  },
  {
    name: 'an empty token',
    args: () => ['--base-url', 'http://127.0.0.1:9', '--client-id', 'c', '--account-id', 'a', '--token', ''],
    says: /^--token is empty\n$/,
  },
  {
    name: 'an empty token for the embedded mock',
    args: () => ['--token', ''],
    says: /^--token is empty\n$/,
  },
  {
    name: 'a concurrency of nothing',
    args: () => ['--concurrency', '0'],
    says: /--concurrency must be a whole number from 1/,
  },
  {
    name: 'a time-out that is not a number',
    args: () => ['--timeout', '10s'],
    says: /--timeout must be a whole number from 1, not '10s'/,
  },
  {
    name: 'an invalid header',
    args: () => ['--header', 'nonsense'],
    says: /--header must be 'Name: value', not 'nonsense'/,
  },
  {
    name: 'an invalid pointer',
    args: () => ['--document-type-pointer', 'data.type'],
    says: /--document-type-pointer must be a JSON pointer/,
  },
  {
    name: 'an authority that cannot be read',
    args: () => ['--ca', join(folder, 'none.pem')],
    says: /--ca: cannot read .*ENOENT/,
  },
  {
    name: 'a client certificate without its key',
    args: () => ['--cert', import.meta.filename],
    says: /--cert and --key must be given together/,
  },
  {
    name: 'the own account as a foreign one',
    args: () => ['--base-url', 'http://127.0.0.1:9', ...target, '--foreign-account-id', 'account'],
    says: /--foreign-account-id must differ from --account-id/,
  },
  {
    name: 'a list of known failures that is unreadable',
    args: () => ['--known-failing', join(folder, 'none.yaml')],
    says: /--known-failing: cannot read/,
  },
];

describe('bad input ends with exit code 2 and one message', () => {
  test.each(badInputs)('$name', async ({ args, says }) => {
    const { code, stdout, stderr } = await commandHere(['verify', ...args()]);
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at |a-secret-token/);
  });

  test('all problems are named in one message', async () => {
    const { code, stderr } = await commandHere([
      'verify',
      '--base-url',
      'staging.test',
      '--concurrency',
      'many',
    ]);
    expect(code).toBe(2);
    for (const option of ['--base-url', '--client-id', '--account-id', '--token', '--concurrency']) {
      expect(stderr).toContain(option);
    }
  });

  test('all problems of all kinds are named, and none caused by an unreadable env file', async () => {
    const { code, stderr } = await commandHere([
      'verify',
      ...['--only', 'nope', '--timeout', 'x', '--env-file', '/nope', '--known-failing', '/nope'],
      ...['--report', 'foo=bar', '--report', `json=${folder}`, '--seed', '1', '--format', 'curl'],
      ...['--base-url', 'staging.test', '--ca', '/nope', '--header', 'nonsense', '--quiet', '--verbose'],
    ]);
    expect(code).toBe(2);
    expect(stderr.match(/^--[\w-]+/gm)?.sort()).toEqual([
      ...['--base-url', '--ca', '--env-file', '--format', '--header', '--known-failing', '--only', '--quiet'],
      ...['--report', '--report', '--seed', '--timeout'],
    ]);
  });

  test('a token command runs only when nothing else is wrong', async () => {
    const trace = join(folder, 'command-ran');
    const asked = ['verify', '--token-command', `touch '${trace}'; exit 1`];
    const faulty = await commandHere([...asked, '--timeout', 'x']);
    expect(faulty.stderr).toBe("--timeout must be a whole number from 1, not 'x'\n");
    expect(existsSync(trace)).toBe(false);
    const right = await commandHere(asked);
    expect(right.stderr).toMatch(/^Could not obtain the token: --token-command failed with exit code 1/);
    expect(existsSync(trace)).toBe(true);
  });

  test('an unknown command, in its own process', async () => {
    const { code, stderr } = await command(['verfy']);
    expect(stderr).toMatch(/unknown command 'verfy'/);
    expect(code).toBe(2);
  });
});

describe('an address that cannot be judged ends with exit code 2', () => {
  test('nothing listens there', async () => {
    const { url } = await closedServer();
    const { code, stdout } = await commandHere(['verify', '--base-url', url, ...target]);
    expect(stdout).toMatch(/No response to the first upload: .*ECONNREFUSED/);
    expect(code).toBe(2);
  });

  test('the host does not exist', async () => {
    const { code, stdout } = await commandHere(['verify', '--base-url', 'http://upload.invalid', ...target]);
    expect(stdout).toMatch(/No response to the first upload: .*upload\.invalid/);
    expect(code).toBe(2);
  });

  test('it is not an upload API', async () => {
    await using server = await serve((_, response) => response.writeHead(404).end('no such page'));
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...target]);
    expect(stdout).toMatch(
      /A well-formed upload was rejected: status 404 Not Found; this is not an upload endpoint, .*check --base-url and --client-id/,
    );
    expect(code).toBe(2);
  });

  test('it redirects everything', async () => {
    await using server = await serve((_, response) => response.writeHead(302, { location: '/login' }).end());
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...target, '--strict']);
    expect(stdout).toMatch(/a path that cannot exist gets the same response/);
    expect(code).toBe(2);
  });

  test('the token looks wrong', async () => {
    await using server = await serve((_, response) => response.writeHead(401).end());
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...target]);
    expect(stdout).toMatch(/the token looks wrong: check --token/);
    expect(code).toBe(2);
  });

  test('it responds too late', async () => {
    await using server = await serve(() => {});
    const { code, stdout } = await commandHere([
      'verify',
      '--base-url',
      server.url,
      ...target,
      '--timeout',
      '200',
    ]);
    expect(stdout).toMatch(/no complete response within the time-out\. A longer --timeout may help/);
    expect(code).toBe(2);
  });

  test('it does not speak HTTP', async () => {
    await using server = await serve((request) => void request.socket.end('220 mail ready\r\n'));
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...target]);
    expect(stdout).toMatch(/the response is not HTTP/);
    expect(code).toBe(2);
  });

  test('and the message quotes the deployment', async () => {
    await using server = await serve((_, response) =>
      response.writeHead(422, { 'content-type': 'application/json' }).end('{"message":"no such account"}'),
    );
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...target]);
    expect(stdout).toMatch(/“no such account”\)?; check --account-id and --client-id/);
    expect(code).toBe(2);
  });

  test('no message shows the token', async () => {
    await using server = await serve((request, response) =>
      response.writeHead(404).end(request.headers.authorization),
    );
    const { stdout, stderr } = await commandHere(['verify', '--base-url', server.url, ...target]);
    expect(stdout + stderr).not.toContain(token);
  });
});

/** One case is enough: the mistake shows before the table. */
const one = [...target, '--only', 'csv-file'];

describe('a deployment that breaks the preflight check ends with exit code 1', () => {
  const accepts = async (isTaken: (header: string | undefined, url: string) => boolean) => {
    const server = await serve((request, response) => {
      const taken = isTaken(request.headers.authorization, request.url ?? '');
      response.writeHead(taken ? 200 : 401, { 'content-type': 'application/json' }).end('{}');
    });
    return server;
  };

  test('it accepts a Bearer scheme and rejects the raw token', async () => {
    await using server = await accepts((header) => header === `Bearer ${token}`);
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...one]);
    expect(stdout).toMatch(/accepts `Bearer <token>` and rejects the raw token \(R1, R2\)/);
    expect(code).toBe(1);
  });

  test('it accepts the token in the query and rejects the header', async () => {
    await using server = await accepts((_, url) => url.includes(`token=${token}`));
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...one]);
    expect(stdout).toMatch(
      /accepts the token elsewhere than in Authorization.* \(R1, R2\): token-in-query-token/,
    );
    expect(code).toBe(1);
  });

  test('it expects the file in another field', async () => {
    const named = createServer(async (request, response) => {
      const taken = (await text(request)).includes('name="upload"; filename=');
      response.writeHead(taken ? 200 : 400, { 'content-type': 'application/json' }).end('{}');
    });
    await using server = await listen(named);
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...one]);
    expect(stdout).toMatch(/expects the file in a field of another name \(R6\): probe-file-as-upload\./);
    expect(code).toBe(1);
  });

  test('it expects another method', async () => {
    await using server = await serve((request, response) => {
      const status = request.method === 'PUT' ? 200 : 405;
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
    const { code, stdout } = await commandHere(['verify', '--base-url', server.url, ...one]);
    expect(stdout).toMatch(/expects another method than POST \(R1\): method-put\./);
    expect(code).toBe(1);
  });

  test('it responds with a redirect, and the process says so', async () => {
    await using server = await serve((request, response) => {
      const status = request.url?.startsWith('/files/v1/') ? 302 : 404;
      response.writeHead(status, { location: '/login' }).end();
    });
    const { code, stdout } = await command(['verify', '--base-url', server.url, ...one]);
    expect(stdout).toMatch(/responds with a redirect \(R1\)/);
    expect(code).toBe(1);
  });
});

async function closedServer(): Promise<{ url: string }> {
  await using server = await serve(() => {});
  return { url: server.url };
}

test('an env file is read, and flags win over it', async () => {
  const file = join(folder, 'staging.env');
  await writeFile(
    file,
    'UPLOAD_BASE_URL=staging.test\nUPLOAD_CLIENT_ID=client\nUPLOAD_ACCOUNT_ID=account\nUPLOAD_TOKEN=t0ken-of-file\n',
  );
  const fromFile = await commandHere(['verify', '--env-file', file]);
  expect(fromFile.stderr).toBe('--base-url has no scheme. Did you mean https://staging.test?\n');
  const fromFlag = await commandHere(['verify', '--env-file', file, '--base-url', 'ftp://x', '--dry-run']);
  expect(fromFlag.stderr).toMatch(/not ftp:\/\//);
  const fromEnvironment = await commandHere(['verify', '--env-file', file], { UPLOAD_BASE_URL: 'ftp://y' });
  expect(fromEnvironment.stderr).toMatch(/not ftp:\/\//);
});
