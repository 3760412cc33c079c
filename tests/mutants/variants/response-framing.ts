import { gzipSync } from 'node:zlib';
import { headOf, lengthOf, message, writesBytes } from '../faults/raw.ts';
import type { Variant } from '../mutant.ts';

const size = (text: string): string => Buffer.byteLength(text).toString(16);

/** Unusual but valid: HTTP clients read all of it. */
export const responseFramingVariants: Variant[] = [
  {
    id: 'chunks-in-full',
    liberty: 'Sends chunks with leading zeros, extensions and trailers',
    warns: [],
    vary: writesBytes((response) => {
      const first = response.body.slice(0, 3);
      const rest = response.body.slice(3);
      const chunks = [
        `00${size(first)};a;b=c;d="e f"`,
        first,
        size(rest).toLowerCase(),
        rest,
        '000',
        'X-Trailer: 1',
      ];
      return message([...headOf(response), 'Transfer-Encoding: Chunked'], [...chunks, '', ''].join('\r\n'));
    }),
  },
  {
    id: 'whitespace-around-lengths',
    liberty: 'Puts whitespace around the length, and sends empty and odd fields',
    warns: [],
    vary: writesBytes(({ body, ...response }) =>
      message(
        [
          ...headOf({ body, ...response }),
          'X-Empty:',
          'X-Name: Zo\xeb\t',
          `${lengthOf(body).replace(' ', ' \t ')} `,
        ],
        body,
      ),
    ),
  },
  {
    id: 'continues-unasked',
    liberty: 'Sends 100 Continue unasked, and no reason',
    warns: [],
    vary: writesBytes((response) => {
      const [, ...fields] = headOf(response);
      return message(
        ['HTTP/1.1 100', '', `HTTP/1.1 ${response.status}`, ...fields, lengthOf(response.body)],
        response.body,
      );
    }),
  },
  {
    id: 'gzip-to-the-end',
    liberty: 'Compresses in two members, and ends its responses with the connection',
    warns: [],
    vary: writesBytes((response) => {
      const members = [response.body.slice(0, 5), response.body.slice(5)].map((text) => gzipSync(text));
      return message([...headOf(response), 'Content-Encoding: x-gzip'], Buffer.concat(members));
    }),
  },
];
