import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, plainBytes } from '../../../../mocks/gate/multipart/bytes.ts';

/** The byte functions for browsers have to behave like Node's Buffer. */

const few = fc.uint8Array({ max: 3, maxLength: 40 });
const any = fc.uint8Array({ maxLength: 40 });
// The strings of fast-check take over a second to prepare, for a table of all characters.
const characters = fc.oneof(fc.nat(0x7f), fc.nat(0xd7ff), fc.integer({ min: 0xe000, max: 0x10ffff }));
const anyText = fc.array(characters).map((codes) => String.fromCodePoint(...codes));

describe('bytes without Buffer', () => {
  it('are found at the same index', () => {
    const piece = fc.uint8Array({ max: 3, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(few, piece, fc.nat(40), (data, part, from) => {
        const found = bytes.find(bytes.view(data), bytes.view(part), from);
        expect(plainBytes.find(data, part, from)).toBe(found);
      }),
    );
  });

  it('are decoded alike', () => {
    fc.assert(
      fc.property(any, (data) => {
        expect(plainBytes.toUtf8(data)).toBe(bytes.toUtf8(bytes.view(data)));
        expect(plainBytes.toLatin1(data)).toBe(bytes.toLatin1(bytes.view(data)));
      }),
    );
  });

  it('are encoded and joined alike', () => {
    fc.assert(
      fc.property(anyText, any, any, (text, one, other) => {
        expect([...plainBytes.fromUtf8(text)]).toEqual([...bytes.fromUtf8(text)]);
        expect([...plainBytes.concat([one, other])]).toEqual([...bytes.concat([one, other])]);
      }),
    );
  });
});
