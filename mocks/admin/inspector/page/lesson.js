// @ts-check
import { mockUrl, uploadUrl } from './address.js';
import { copyable } from './copy.js';
import { firstLine } from './curl.js';
import { element } from './element.js';
import { facts } from './facts.js';

/** What is shown while there is nothing to show: how to make a first upload. @returns {Node[]} */
export function lesson() {
  const { account, content, type } = facts.fields;
  return [
    element(
      'section',
      { class: 'lesson' },
      element('h2', {}, 'Nothing has been uploaded yet'),
      element(
        'p',
        {},
        'Uploads show up here as they come, each with what was sent, how the contract rules on it, and what was answered. Try one from a shell:',
      ),
      copyable(firstLine(uploadUrl('my-client')), 'the curl line'),
      element(
        'p',
        {},
        'Or drop a file anywhere on this page. Point your own page at ',
        element('code', {}, mockUrl),
        '.',
      ),
      element(
        'ul',
        {},
        element(
          'li',
          {},
          'Leave out ',
          element('code', {}, account),
          ' or ',
          element('code', {}, content),
          ': it is refused, with the rule that says so.',
        ),
        element('li', {}, 'Send a second file: it is refused.'),
        element(
          'li',
          {},
          'Change ',
          element('code', {}, type),
          ' to something of your own: it is accepted, and not set.',
        ),
      ),
    ),
  ];
}
