import { contract } from '../../../../generated/contract.ts';
import {
  extensionOf,
  firstType,
  isAscii,
  isRecognised,
  lastType,
  placeOfField,
  placeOfFile,
  recognisedTypes,
  sentType,
} from '../../faults/readings.ts';
import { byExtension, namedIn, refusesType, sets, takesUnrecognised } from '../../faults/typing.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const { type } = contract.fields;

const nearMissed = recognisedTypes.map((value) => value.toLowerCase());

/** R9: any other value is accepted, near misses too, and not set. */
export const unrecognisedTypeMutants: Mutant[] = breaking('R9', [
  {
    id: 'type-other-refused',
    fault: 'Rejects unknown types',
    vary: refusesType((sent) => !isRecognised(sent)),
  },
  {
    id: 'type-other-kept',
    fault: 'Sets whatever is sent',
    alsoWarns: ['R15', 'R16'],
    vary: takesUnrecognised((sent) => sent),
  },
  {
    id: 'type-other-default',
    fault: 'Sets a default for unknown types',
    alsoWarns: ['R16'],
    vary: takesUnrecognised(() => lastType),
  },
  {
    id: 'type-other-as-word',
    fault: 'Shows Unknown for unknown types',
    alsoWarns: ['R15', 'R16'],
    vary: takesUnrecognised(() => 'Unknown'),
  },
  {
    id: 'type-other-guessed-by-name',
    fault: 'Guesses an unknown type from the file name',
    alsoWarns: ['R16'],
    vary: takesUnrecognised((_, file) => file && namedIn(file)),
  },
  {
    id: 'type-other-guessed-by-extension',
    fault: 'Guesses an unknown type from the extension',
    vary: takesUnrecognised((_, file) => file && byExtension[extensionOf(file)]),
  },
  {
    id: 'type-matched-by-beginning',
    fault: 'Recognises anything that begins with a recognised type',
    vary: takesUnrecognised((sent) =>
      recognisedTypes.find((value) => sent.startsWith(value) && sent.trim() === sent),
    ),
  },
  {
    id: 'type-matched-as-beginning',
    fault: 'Recognises the beginning of a recognised type',
    vary: takesUnrecognised((sent) => recognisedTypes.find((value) => sent !== '' && value.startsWith(sent))),
  },
  {
    id: 'type-matched-inside',
    fault: 'Recognises a type inside a phrase',
    vary: takesUnrecognised((sent) =>
      recognisedTypes.find((value) => sent.trim() === sent && sent.includes(value)),
    ),
  },
  {
    id: 'type-list-split',
    fault: 'Uses the first type of a list',
    vary: takesUnrecognised((sent) => recognisedTypes.find((value) => value === sent.split(',')[0])),
  },
  {
    id: 'type-json-parsed',
    fault: 'Parses the type as JSON',
    vary: takesUnrecognised((sent) => recognisedTypes.find((value) => sent === JSON.stringify([value]))),
  },
  {
    id: 'type-by-position',
    fault: 'Reads a number as the index of a type',
    vary: takesUnrecognised((sent) => (/^\d$/.test(sent) ? recognisedTypes[Number(sent)] : undefined)),
  },
  {
    id: 'type-by-media-type',
    fault: 'Reads a media type as a type',
    vary: takesUnrecognised((sent) => (sent === 'text/csv' ? lastType : undefined)),
  },
  {
    id: 'type-other-word-set',
    fault: 'Has an additional type, Other',
    alsoWarns: ['R15'],
    vary: takesUnrecognised((sent) => (sent === 'Other' ? sent : undefined)),
  },
  {
    id: 'type-null-word-kept',
    fault: 'Shows the word null',
    alsoWarns: ['R15'],
    vary: takesUnrecognised((sent) => (sent === 'null' ? sent : undefined)),
  },
  {
    id: 'type-true-word-taken',
    fault: 'Reads true as the first type',
    vary: takesUnrecognised((sent) => (sent === 'true' ? firstType : undefined)),
  },
  {
    id: 'type-inherited',
    fault: 'Looks types up in an object with a prototype',
    alsoWarns: ['R15'],
    vary: takesUnrecognised((sent) =>
      sent in {} ? String(({} as Record<string, unknown>)[sent]) : undefined,
    ),
  },
  {
    id: 'type-proto-refused',
    fault: 'Rejects the type __proto__',
    vary: refusesType((sent) => sent === '__proto__'),
  },
  {
    id: 'type-markup-refused',
    fault: 'Rejects types that look like markup',
    vary: refusesType((sent) => sent.includes('<')),
  },
  {
    id: 'type-long-refused',
    fault: 'Rejects types of more than 255 characters',
    vary: refusesType((sent) => sent.length > 255),
  },
  {
    id: 'type-over-4-kibibytes-refused',
    fault: 'Rejects types of more than four kibibytes',
    vary: refusesType((sent) => sent.length > 4096),
  },
  {
    id: 'type-over-64-kibibytes-refused',
    fault: 'Rejects types of more than 64 kibibytes',
    vary: refusesType((sent) => sent.length > 65_535),
  },
  {
    id: 'type-with-null-character-refused',
    fault: 'Rejects null characters in types',
    vary: refusesType((sent) => sent.includes('\0')),
  },
  {
    id: 'type-beyond-the-first-plane-refused',
    fault: 'Rejects types that a three-byte character set cannot hold',
    vary: refusesType((sent) => /[\u{10000}-\u{10ffff}]/u.test(sent)),
  },
  { id: 'type-empty-refused', fault: 'Rejects an empty type', vary: refusesType((sent) => sent === '') },
  {
    id: 'type-blanks-refused',
    fault: 'Rejects types between spaces',
    vary: refusesType((sent) => sent.trim() !== sent),
  },
  {
    id: 'type-near-miss-refused',
    fault: 'Rejects recognised types in another letter case',
    vary: refusesType((sent) => !isRecognised(sent) && nearMissed.includes(sent.toLowerCase())),
  },
  {
    id: 'type-not-ascii-refused',
    fault: 'Rejects types that are not ASCII',
    vary: refusesType((sent) => !isAscii(sent.trim())),
  },
  {
    id: 'type-other-ahead-of-file-kept',
    fault: 'Keeps an unknown type before the file',
    alsoWarns: ['R15'],
    vary: sets(
      (ruled, body) => ruled ?? (placeOfField(body, type) < placeOfFile(body) ? sentType(body) : undefined),
    ),
  },
  {
    id: 'type-other-as-empty',
    fault: 'Shows an empty text for unknown types',
    alsoWarns: ['R15', 'R16'],
    vary: takesUnrecognised(() => ''),
  },
]);
