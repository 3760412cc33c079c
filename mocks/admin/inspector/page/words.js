// @ts-check
import { facts } from './facts.js';

/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** @param {number} bytes */
export function sizeInWords(bytes) {
  if (bytes === 1) return '1 byte';
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

/** @param {number} milliseconds */
export const durationInWords = (milliseconds) =>
  milliseconds < 1
    ? '< 1 ms'
    : milliseconds < 10_000
      ? `${Math.round(milliseconds)} ms`
      : `${(milliseconds / 1000).toFixed(1)} s`;

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** @param {Entry} exchange */
export const timeInWords = ({ receivedAt }) => clock.format(new Date(receivedAt));

/** @param {Entry} exchange @returns {'accepted' | 'refused' | 'unruled'} */
export function verdictOf({ ruling }) {
  if (ruling === undefined) return 'unruled';
  return ruling.outcome === 'accepted' ? 'accepted' : 'refused';
}

/** The ruling in a few words. @param {Entry} exchange */
export function rulingInWords({ ruling, answered }) {
  if (ruling === undefined) return answered === 'gone' ? 'The client disconnected' : 'No upload';
  if (ruling.outcome === 'accepted') return 'Accepted';
  const summary = facts.responses.find(({ example }) => example === ruling.outcome)?.summary;
  return summary ?? ruling.outcome.replace(/(?=[A-Z])/g, ' ').toLowerCase();
}

/** The effect of the ruling on the document type. @param {Entry} exchange */
export function consequence({ ruling, request }) {
  if (ruling === undefined) return `Uploads go to ${facts.method} ${facts.path}.`;
  if (ruling.outcome !== 'accepted') return undefined;
  const { type } = facts.fields;
  if (type === undefined) return undefined;
  if (ruling.documentType !== undefined) return `${type} is set to ${ruling.documentType}.`;
  const sent = request.parts.find((part) => part.kind === 'field' && part.name === type);
  if (sent?.kind !== 'field') return `No ${type} was sent, and none is set.`;
  return `${type} is not set: “${sent.value}” is not ${list(facts.recognisedDocumentTypes)}.`;
}

/** @param {readonly string[]} names */
const list = (names) => new Intl.ListFormat('en', { type: 'disjunction' }).format(names);

/** The response in short. @param {Entry} exchange */
export function responseInWords({ response, answered }) {
  if (response) return String(response.status);
  return { gone: 'gone', reset: 'reset', hang: 'hung', sent: '' }[answered];
}

/** Whether something other than the rules decided the response. @param {Entry} exchange */
export function isForced({ ruling, response, answered }) {
  if (ruling === undefined || answered === 'gone') return false;
  return response?.status !== facts.statuses[ruling.outcome];
}

/** The files of an upload, or what it has instead. @param {Entry} exchange */
export function titleOf({ request, ruling }) {
  const names = request.parts.flatMap((part) => (part.kind === 'file' ? [part.fileName] : []));
  if (names.length > 0) return names.join(', ');
  if (request.parts.length > 0) return 'No file';
  if (ruling?.outcome === 'methodNotAllowed' || ruling === undefined)
    return `${request.method} ${request.path}`;
  return request.complete === undefined ? 'Body not read' : 'No parts';
}

/** The text of a field. @param {Entry} exchange @param {string} name */
export function fieldOf({ request }, name) {
  const part = request.parts.find((each) => each.kind === 'field' && each.name === name);
  return part?.kind === 'field' ? part.value : undefined;
}
