import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { annotate } from './github.js';

// Puts a Markdown report into a comment of the pull request, always the same one: `comment.js FILE NAME`. Errors here
// are warnings, and change no verdict.

/** The maximum number of characters of a comment. */
const longest = 65_536;

const perPage = 100;

/**
 * What GITHUB_EVENT_PATH says about the pull request.
 *
 * @returns {number | undefined}
 */
function pullRequest() {
  const event = JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH ?? '', 'utf8'));
  return event.pull_request?.number ?? (event.issue?.pull_request ? event.issue.number : undefined);
}

/**
 * @param {string} path
 * @param {{ method?: string, body?: unknown }} [options]
 */
async function api(path, { method = 'GET', body } = {}) {
  const response = await fetch(`${process.env.GITHUB_API_URL ?? 'https://api.github.com'}${path}`, {
    method,
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${process.env.GITHUB_TOKEN}`,
      'Content-Type': 'application/json',
      'User-Agent': 'upload-contract',
      'X-GitHub-Api-Version': '2022-11-28',
    },
    signal: AbortSignal.timeout(30_000),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.ok) return response.json();
  await response.body?.cancel();
  throw Object.assign(new Error(`${method} ${path} got status ${response.status}`), {
    status: response.status,
  });
}

/** The job's own token cannot ask who it is; another may. */
async function ownLogin() {
  try {
    return (await api('/user')).login;
  } catch (error) {
    if (/** @type {{ status?: number }} */ (error).status === undefined) throw error;
    return 'github-actions[bot]';
  }
}

/**
 * Finds the comment of an earlier run. A comment of another user that contains the marker is never overwritten.
 *
 * @param {string} comments
 * @param {string} marker
 * @returns {Promise<number | undefined>}
 */
async function earlierComment(comments, marker) {
  const login = await ownLogin();
  for (let page = 1; ; page += 1) {
    const listed = await api(`${comments}?per_page=${perPage}&page=${page}`);
    const found = listed.find(
      (/** @type {{ body?: string, user?: { login: string } }} */ { body, user }) =>
        user?.login === login && body?.startsWith(marker),
    );
    if (found !== undefined) return found.id;
    if (listed.length < perPage) return undefined;
  }
}

/**
 * @param {string} file
 * @param {string} name tells the comments of several jobs apart.
 */
async function comment(file, name) {
  const number = pullRequest();
  if (number === undefined)
    return annotate('notice', 'This run does not belong to a pull request, so it has no comment.');
  const issues = `/repos/${process.env.GITHUB_REPOSITORY}/issues`;
  const key = [process.env.GITHUB_WORKFLOW, process.env.GITHUB_JOB, name].join('\n');
  const marker = `<!-- upload-contract ${createHash('sha256').update(key).digest('hex').slice(0, 16)} -->`;
  const text = `${marker}\n${readFileSync(file, 'utf8')}`;
  const body = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  const id = await earlierComment(`${issues}/${number}/comments`, marker);
  if (id === undefined) await api(`${issues}/${number}/comments`, { method: 'POST', body: { body } });
  else await api(`${issues}/comments/${id}`, { method: 'PATCH', body: { body } });
}

const [file = '', name = ''] = process.argv.slice(2);
await comment(file, name).catch((error) => {
  const hint = [401, 403, 404].includes(error.status)
    ? ' The job needs `permissions: pull-requests: write`, which pull requests from forks never get.'
    : '';
  annotate('warning', `Could not comment on the pull request: ${error.message}.${hint}`);
});
