import { gzipSync } from 'node:zlib';
import type { Variant } from '../mutant.ts';
import { headOf, lengthOf, message, writesBytes } from '../raw.ts';

const size = (text: string): string => Buffer.byteLength(text).toString(16);

/** Odd, and right: HTTP clients read all of it. */
export const responseFramingVariants: Variant[] = [
  {
    id: 'chunks-in-full',
    liberty: 'Sends chunks with leading zeros, extensions and trailers',
    warns: [],
    vary: writesBytes((answer) => {
      const first = answer.body.slice(0, 3);
      const rest = answer.body.slice(3);
      const chunks = [
        `00${size(first)};a;b=c;d="e f"`,
        first,
        size(rest).toLowerCase(),
        rest,
        '000',
        'X-Trailer: 1',
      ];
      return message([...headOf(answer), 'Transfer-Encoding: Chunked'], [...chunks, '', ''].join('\r\n'));
    }),
  },
  {
    id: 'whitespace-around-lengths',
    liberty: 'Puts whitespace around the length, and sends empty and odd fields',
    warns: [],
    vary: writesBytes(({ body, ...answer }) =>
      message(
        [
          ...headOf({ body, ...answer }),
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
    liberty: 'Sends 100 Continue that nobody asked for, and no reason',
    warns: [],
    vary: writesBytes((answer) => {
      const [, ...fields] = headOf(answer);
      return message(
        ['HTTP/1.1 100', '', `HTTP/1.1 ${answer.status}`, ...fields, lengthOf(answer.body)],
        answer.body,
      );
    }),
  },
  {
    id: 'gzip-to-the-end',
    liberty: 'Compresses in two members, and ends its responses with the connection',
    warns: [],
    vary: writesBytes((answer) => {
      const members = [answer.body.slice(0, 5), answer.body.slice(5)].map((text) => gzipSync(text));
      return message([...headOf(answer), 'Content-Encoding: x-gzip'], Buffer.concat(members));
    }),
  },
];
