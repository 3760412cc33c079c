import { contract } from '../../../../generated/contract.ts';
import {
  filesOf,
  firstType,
  isChunked,
  isLarge,
  isRecognised,
  lastType,
  placeOfField,
  placeOfFile,
  recognisedTypes,
} from '../../faults/readings.ts';
import { showsType } from '../../faults/responding.ts';
import { byMediaType, namedIn, refusesType, sets } from '../../faults/typing.ts';
import { breaking, type Mutant } from '../../mutant.ts';

const { type } = contract.fields;

/** R8: a recognised type is accepted and set to exactly that value. */
export const recognisedTypeMutants: Mutant[] = breaking('R8', [
  { id: 'type-never-set', fault: 'Sets no type at all', vary: sets(() => undefined) },
  {
    id: 'type-last-unknown',
    fault: 'Does not recognise the last of the recognised types',
    vary: sets((ruled) => (ruled === lastType ? undefined : ruled)),
  },
  {
    id: 'type-always-first',
    fault: 'Sets the first type for every recognised one',
    vary: sets((ruled) => ruled && firstType),
  },
  {
    id: 'type-in-lower-case',
    fault: 'Shows types in lower case',
    alsoWarns: ['R15'],
    vary: showsType((set) => set?.toLowerCase()),
  },
  {
    id: 'type-as-number',
    fault: 'Shows the number of the type',
    alsoWarns: ['R15'],
    vary: showsType((set) => (set === undefined ? undefined : recognisedTypes.indexOf(set) + 1)),
  },
  {
    id: 'type-as-list',
    fault: 'Shows a list of types',
    alsoWarns: ['R15'],
    vary: showsType((set) => (set === undefined ? undefined : [set])),
  },
  {
    id: 'type-as-object',
    fault: 'Shows the type as an object',
    alsoWarns: ['R15'],
    vary: showsType((set) => (set === undefined ? undefined : { name: set })),
  },
  {
    id: 'type-ahead-of-file-lost',
    fault: 'Loses a type before the file',
    vary: sets((ruled, body) => (placeOfField(body, type) < placeOfFile(body) ? undefined : ruled)),
  },
  {
    id: 'type-behind-file-lost',
    fault: 'Loses a type after the file',
    vary: sets((ruled, body) => (placeOfField(body, type) > placeOfFile(body) ? undefined : ruled)),
  },
  {
    id: 'type-lost-chunked',
    fault: 'Loses the type in chunked coding',
    vary: sets((ruled, _, request) => (isChunked(request) ? undefined : ruled)),
  },
  {
    id: 'type-lost-on-large',
    fault: 'Loses the type on large uploads',
    vary: sets((ruled, _, request) => (isLarge(request) ? undefined : ruled)),
  },
  {
    id: 'type-overruled-by-name',
    fault: 'Prefers the type in the file name',
    vary: sets((ruled, body) => ruled && (filesOf(body).map(namedIn)[0] ?? ruled)),
  },
  {
    id: 'type-overruled-by-media-type',
    fault: 'Prefers the type that the media type suggests',
    vary: sets((ruled, body) => ruled && (byMediaType[filesOf(body)[0]?.mediaType ?? ''] ?? ruled)),
  },
  {
    id: 'type-refused-on-pdf',
    fault: 'Rejects every type but one on PDF files',
    vary: refusesType(
      (sent, file) => isRecognised(sent) && sent !== firstType && file?.mediaType === 'application/pdf',
    ),
  },
  {
    id: 'type-first-refused',
    fault: 'Rejects the first of the recognised types',
    vary: refusesType((sent) => sent === firstType),
  },
  {
    id: 'type-last-refused',
    fault: 'Rejects the last of the recognised types',
    vary: refusesType((sent) => sent === lastType),
  },
]);
