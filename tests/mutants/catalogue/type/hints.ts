import { extensionOf, lastType, recognisedTypes, sentType, textOf } from '../../faults/readings.ts';
import { failsOn } from '../../faults/responding.ts';
import { overruleBody } from '../../faults/seams.ts';
import { byExtension, byMediaType, guesses, namedIn, takesUnrecognised } from '../../faults/typing.ts';
import { breaking, type Mutant } from '../../mutant.ts';

/** R10: without a type none is set. */
const untyped: Mutant[] = breaking('R10', [
  { id: 'untyped-default', fault: 'Sets a default when no type is sent', vary: guesses(() => lastType) },
  {
    id: 'untyped-as-empty',
    fault: 'Shows an empty text when no type is sent',
    alsoWarns: ['R15'],
    vary: guesses(() => ''),
  },
  {
    id: 'untyped-as-word',
    fault: 'Shows the word undefined when no type is sent',
    alsoWarns: ['R15'],
    vary: guesses(() => 'undefined'),
  },
  { id: 'untyped-guessed-by-name', fault: 'Guesses the type from the file name', vary: guesses(namedIn) },
  {
    id: 'untyped-guessed-by-extension',
    fault: 'Guesses the type from the extension',
    vary: guesses((file) => byExtension[extensionOf(file)]),
  },
  {
    id: 'untyped-guessed-by-media-type',
    fault: 'Guesses the type from the media type',
    vary: guesses(({ mediaType }) => byMediaType[mediaType]),
  },
  {
    id: 'untyped-from-other-field',
    fault: 'Takes the type from another field',
    vary: guesses((_file, body) => textOf(body, 'type') ?? textOf(body, 'document_type')),
  },
]);

/** R16: recognition is exact. */
const nearMisses: Mutant[] = breaking('R16', [
  {
    id: 'type-letter-case-ignored',
    fault: 'Recognises types in any letter case',
    vary: takesUnrecognised((sent) =>
      recognisedTypes.find((value) => value.toLowerCase() === sent.toLowerCase()),
    ),
  },
  {
    id: 'type-lower-case-recognised',
    fault: 'Recognises types in lower case',
    vary: takesUnrecognised((sent) => recognisedTypes.find((value) => value.toLowerCase() === sent)),
  },
  {
    id: 'type-trimmed',
    fault: 'Trims types',
    vary: takesUnrecognised((sent) => recognisedTypes.find((value) => value === sent.trim())),
  },
  {
    id: 'type-trimmed-in-front',
    fault: 'Trims the start of types',
    vary: takesUnrecognised((sent) => recognisedTypes.find((value) => value === sent.trimStart())),
  },
  {
    id: 'type-line-feed-ignored',
    fault: 'Recognises a type up to a line feed at its end, as many regular expressions do',
    vary: takesUnrecognised((sent) => recognisedTypes.find((value) => sent === `${value}\n`)),
  },
  {
    id: 'type-empty-default',
    fault: 'Sets a default for an empty type',
    vary: takesUnrecognised((sent) => (sent === '' ? lastType : undefined)),
  },
]);

/** R12: only the three types are shown, even when recognition is lax. */
const shown: Mutant[] = [
  {
    id: 'type-near-miss-kept',
    fault: 'Recognises types in any letter case, and shows them as they were sent',
    breaks: 'R12',
    alsoWarns: ['R15', 'R16'],
    vary: takesUnrecognised((sent) =>
      recognisedTypes.some((value) => value.toLowerCase() === sent.toLowerCase()) ? sent : undefined,
    ),
  },
  {
    id: 'type-empty-kept',
    fault: 'Shows an empty type',
    breaks: 'R12',
    alsoWarns: ['R15', 'R16'],
    vary: takesUnrecognised((sent) => (sent === '' ? '' : undefined)),
  },
  {
    id: 'type-quotation-fails',
    fault: 'Fails with 500 on a quotation mark in a type',
    breaks: 'R9',
    alsoWarns: ['R20'],
    vary: failsOn((body) => sentType(body)?.includes("'") === true),
  },
  {
    id: 'type-required',
    fault: 'Requires a document type',
    breaks: 'R10',
    alsoFails: ['R1'],
    vary: overruleBody((ruling, body) =>
      ruling.outcome === 'accepted' && sentType(body) === undefined
        ? { outcome: 'missingAccountId', requirement: 'R10' }
        : ruling,
    ),
  },
];

/** R10, R16 and R12: no type without one in the request, exact recognition, and only recognised types shown. */
export const typeHintMutants: Mutant[] = [...untyped, ...nearMisses, ...shown];
