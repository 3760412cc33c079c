// @ts-check
import { mockUrl, uploadUrl } from './address.js';
import { copyable } from './copy.js';
import { firstLine } from './curl.js';
import { code, element } from './element.js';
import { facts } from './facts.js';

/** How to make a first upload. @returns {Node[]} */
export function lesson() {
  return [
    element(
      'section',
      { class: 'lesson' },
      element('h2', {}, 'Nothing has been uploaded yet'),
      element(
        'p',
        {},
        'Uploads appear here as they arrive, each with the request, the rule that decided, and the response. Try one from a shell:',
      ),
      copyable(firstLine(uploadUrl('my-client')), 'the curl line'),
      element('p', {}, 'Or drop a file anywhere on this page. Point your own page at ', code(mockUrl), '.'),
      element('ul', {}, ...attempts().map((content) => element('li', {}, ...content))),
    ),
  ];
}

/** Uploads to try. @returns {(Node | string)[][]} */
function attempts() {
  const { account, content, type } = facts.fields;
  const required = [account, content].filter((name) => name !== undefined);
  const names = required.flatMap((name, index) => [index === 0 ? '' : ' or ', code(name)]);
  const other = facts.typeIsClosed ? 'it is rejected.' : 'it is accepted, but not set.';
  return [
    ['Leave out ', ...names, ': it is rejected, and the page shows the rule.'],
    ['Send a second file: it is rejected.'],
    ...(type === undefined ? [] : [['Change ', code(type), ` to something of your own: ${other}`]]),
  ];
}
