// @ts-check
import { root } from './address.js';
import { copyable } from './copy.js';
import { curlLine, leftOutOf, needsBody, variablesOf } from './curl.js';
import { code, element } from './element.js';
import { facts } from './facts.js';
import { partsTable } from './parts.js';
import {
  consequence,
  durationInWords,
  isForced,
  responseInWords,
  rulingInWords,
  sizeInWords,
  timeInWords,
  titleOf,
  verdictOf,
} from './words.js';

/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */

/** Everything about one upload. @param {Entry} exchange @returns {Node[]} */
export function detail(exchange) {
  return [
    element('a', { href: '#', class: 'back' }, '← All uploads'),
    heading(exchange),
    ruling(exchange),
    section('Parts', ...parts(exchange)),
    section('Response', ...responseTo(exchange)),
    section('Send it again', ...again(exchange)),
    section('Request headers', headersList(exchange.request.headers)),
  ];
}

/** @param {Entry} exchange */
function heading(exchange) {
  const { id, request, duration, receivedAt } = exchange;
  return element(
    'header',
    { class: 'heading' },
    element('h2', {}, titleOf(exchange)),
    element(
      'p',
      { class: 'faint' },
      `Upload ${id} · `,
      element('time', { datetime: receivedAt }, timeInWords(exchange)),
      ` · ${durationInWords(duration)} · ${sizeInWords(exchange.bytes)}`,
    ),
    element('p', { class: 'line' }, code(`${request.method} ${request.path}`)),
  );
}

/** @param {Entry} exchange */
function ruling(exchange) {
  const { ruling: ruled } = exchange;
  const rule =
    ruled &&
    element(
      'p',
      { class: 'rule' },
      element('strong', {}, inReference(ruled.requirement, exchange)),
      element('span', { class: 'level' }, facts.musts.includes(ruled.requirement) ? 'MUST' : 'SHOULD'),
      element('span', {}, ruled.statement),
    );
  const follows = consequence(exchange);
  return element(
    'section',
    { class: `ruling ${verdictOf(exchange)}`, 'aria-label': 'Ruling' },
    element('h3', {}, verdictOf(exchange) === 'refused' ? 'Rejected: ' : '', lowerFirst(exchange)),
    follows && element('p', {}, follows),
    rule,
  );
}

/** A link to the rule, and to the case that was sent. @param {string} rule @param {Entry} exchange */
function inReference(rule, { request }) {
  if (!facts.docsUrl) return rule;
  const [, id = ''] = /\(contract-[^-]+(-[a-z0-9-]+)\)$/.exec(String(request.headers['user-agent'])) ?? [];
  return element('a', { href: `${facts.docsUrl}rules/${rule}.html${id.replace('-', '#')}` }, rule);
}

/** @param {Entry} exchange */
function lowerFirst(exchange) {
  const words = rulingInWords(exchange);
  return verdictOf(exchange) === 'refused' ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** @param {Entry} exchange */
function parts(exchange) {
  const { request, ruling: ruled } = exchange;
  if (request.parts.length > 0) {
    return [
      partsTable(exchange),
      request.complete === false && note('The body ends early or is malformed: these parts could be read.'),
    ];
  }
  const why =
    request.complete === undefined
      ? ruled
        ? 'The body was not checked: the head of the request decided.'
        : 'The body was not read.'
      : request.complete
        ? 'The body has no parts.'
        : 'The body is not well-formed multipart/form-data.';
  return [note(why)];
}

/** @param {Entry} exchange */
function responseTo(exchange) {
  const { response, answered } = exchange;
  const forced =
    isForced(exchange) &&
    note(
      'The rules did not decide this: the response was forced, requested with Prefer, or comes from --chaos.',
    );
  if (response === undefined) {
    const what = {
      reset: 'None: the connection was reset.',
      hang: 'None: the connection was left open.',
      gone: 'None: the client disconnected before there was one.',
      sent: '',
    };
    return [element('p', {}, what[answered]), forced];
  }
  return [
    element(
      'p',
      { class: 'status' },
      element('span', { class: `pill s${responseInWords(exchange).charAt(0)}` }, String(response.status)),
      ' ',
      response.headers['Content-Type'] ?? response.headers['Content-type'] ?? '',
    ),
    forced,
    response.body !== '' &&
      element(
        'pre',
        { tabindex: '0', role: 'region', 'aria-label': 'Body of the response' },
        code(pretty(response.body)),
      ),
    element('details', {}, element('summary', {}, 'Headers'), headersList(response.headers)),
  ];
}

/** @param {Entry} exchange */
function again(exchange) {
  const variables = variablesOf(exchange);
  return [
    copyable(curlLine(exchange, root), 'the curl line'),
    variables.length > 0 && note('Secrets are not kept: set ', code(variables.join(', ')), ' first.'),
    needsBody(exchange) && note('The body is not kept, either: save yours as ', code('body'), '.'),
    ...leftOutOf(exchange).map((why) => note(why)),
  ];
}

/** @param {Record<string, string>} headers */
function headersList(headers) {
  const rows = Object.entries(headers).map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value)),
  );
  return element('dl', { class: 'headers' }, ...rows);
}

/** @param {(Node | string)[]} content */
const note = (...content) => element('p', { class: 'note' }, ...content);

/** @param {string} title @param {(Node | string | undefined | false)[]} content */
const section = (title, ...content) => element('section', {}, element('h3', {}, title), ...content);

/** @param {string} body */
function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
