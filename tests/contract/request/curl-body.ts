import type { RequestRecipe } from '../case.ts';
import { beginningOf, bytesOf, type FileContent } from './content.ts';
import { encodeRequest, wholeBody } from './encode.ts';
import type { ResolvedPart, ResolvedRequest } from './resolve.ts';
import { printCommand, shellWord } from './shell.ts';

/** The arguments that give curl the body, and the command whose output it reads for it. */
export interface CurlBody {
  input?: string;
  words: string[];
}

/** Texts up to this many bytes are written out. */
const longestSpelledOut = 2048;

/** Bytes. Linux allows 128 KiB for one argument. */
const longestArgument = 100_000;

/** The body as a form that curl encodes, if possible; byte for byte otherwise. */
export function curlBody(recipe: RequestRecipe, request: ResolvedRequest): CurlBody {
  const { body } = request;
  if (body.kind === 'none') return { words: [] };
  const form = body.kind === 'multipart' && isPlain(recipe) ? formBody(body.parts) : undefined;
  return form ?? rawBody(recipe, request);
}

/** Whether curl's own multipart encoder writes the body as the recipe says. */
function isPlain({ body, headerNames }: RequestRecipe): boolean {
  if (body.kind !== 'multipart' || headerNames !== undefined) return false;
  const { boundary = 'plain', mediaType, flaw } = body;
  return boundary === 'plain' && mediaType === undefined && flaw === undefined;
}

/** @returns undefined when curl cannot send this: it writes the head of each part itself, and reads standard input once. */
function formBody(parts: readonly ResolvedPart[]): CurlBody | undefined {
  const files = parts.flatMap((part) => ('file' in part ? [part] : []));
  const long = files.filter(({ file }) => !isSpelledOut(file));
  const names = [...parts.map(({ name }) => name), ...files.map(({ file }) => file.fileName)];
  if (long.length > 1 || names.some((name) => /["\\=\r\n]/.test(name))) return undefined;
  if (files.some(({ file }) => file.mediaType === undefined || file.partHead !== undefined)) return undefined;
  // An argument of a command cannot contain a NUL, and has a maximum length.
  const texts = parts.flatMap((part) => ('text' in part ? [part.text] : []));
  if (texts.some((text) => text.includes('\0') || text.length > longestArgument)) return undefined;
  const [piped] = files.length === 1 ? files : long;
  const words = parts.flatMap((part) => (part === piped ? fileWords(part, '@-') : partWords(part)));
  return piped === undefined ? { words } : { words, input: inputOf(piped.file) };
}

function partWords(part: ResolvedPart): string[] {
  if ('file' in part) return fileWords(part, quotedContent(bytesOf(part.file)));
  if (part.text.length > longestSpelledOut)
    return ['--form-string', `"${part.name}=$(${textFiller(part.text.length)})"`];
  if (/[\r\n\t]/.test(part.text)) return ['-F', `"${part.name}=${quotedContent(Buffer.from(part.text))}"`];
  return ['--form-string', shellWord(`${part.name}=${part.text}`)];
}

/** A command that prints a text of this many bytes. */
const textFiller = (length: number): string => `head -c ${length} /dev/zero | tr '\\0' x`;

/** Double quotes for the shell and for curl; the file name in them may contain a semicolon. */
function fileWords(part: ResolvedPart, content: string): string[] {
  if (!('file' in part)) return [];
  const { fileName, mediaType } = part.file;
  if (content === '@-') {
    return ['-F', shellWord(`${part.name}=@-;filename="${fileName}";type=${mediaType}`)];
  }
  return ['-F', `"${part.name}=${content};filename=\\"${fileName}\\";type=${mediaType}"`];
}

/** The quotation marks inside the command keep line breaks at the end, which command substitution would drop. */
function quotedContent(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1').replace(/["\\]/g, '\\$&');
  return bytes.length === 0 ? '' : `$(${printCommand(Buffer.from(`"${text}"`, 'latin1'))})`;
}

/** The body as the suite sends it, except that large files become filler of the same size. */
function rawBody(recipe: RequestRecipe, request: ResolvedRequest): CurlBody {
  const wire = encodeRequest(request, {
    baseUrl: 'http://deployment.invalid',
    headers: [],
    userAgent: '',
    ...(recipe.headerNames === undefined ? {} : { headerNames: recipe.headerNames }),
  });
  const contentType = wire.headers.find(([name]) => name.toLowerCase() === 'content-type');
  const type = contentType === undefined ? [] : ['-H', shellWord(contentType.join(': '))];
  const bytes = wholeBody(wire);
  if (bytes.length === 0) return { words: [...type, '--data-binary', "''"] };
  return { words: [...type, '--data-binary', '@-'], input: join(commandsFor(bytes, request)) };
}

function commandsFor(bytes: Buffer, { body }: ResolvedRequest): string[] {
  const parts = body.kind === 'multipart' ? body.parts : [];
  const commands: string[] = [];
  let at = 0;
  for (const part of parts) {
    const long = longContent(part);
    if (long === undefined) continue;
    const start = bytes.indexOf(long.beginning, at);
    // A flaw may have cut it.
    if (start < 0 || start + long.size > bytes.length) continue;
    commands.push(printCommand(bytes.subarray(at, start)), ...long.filler);
    at = start + long.size;
  }
  return at < bytes.length ? [...commands, printCommand(bytes.subarray(at))] : commands;
}

const join = (commands: readonly string[]): string =>
  commands.length === 1 ? (commands[0] ?? '') : `{ ${commands.join('; ')}; }`;

/** The content of a part that is too long to be spelled out: where it begins, and what prints filler of its size. */
function longContent(
  part: ResolvedPart,
): { beginning: Uint8Array; size: number; filler: string[] } | undefined {
  if ('text' in part) {
    const text = Buffer.from(part.text);
    const { length: size } = text;
    return size > longestSpelledOut ? { beginning: text, size, filler: [textFiller(size)] } : undefined;
  }
  const { file } = part;
  if (isSpelledOut(file)) return undefined;
  return { beginning: beginningOf(file), size: file.size, filler: fillCommands(file) };
}

const inputOf = (file: FileContent): string =>
  join(isSpelledOut(file) ? [printCommand(bytesOf(file))] : fillCommands(file));

const isSpelledOut = (file: FileContent): boolean =>
  file.size <= longestSpelledOut && (file.size <= 64 || !isBinary(file));

const isBinary = (file: FileContent): boolean => beginningOf(file).subarray(0, 512).includes(0);

/** Filler of the same size, with the same first bytes so that the file type can still be detected. */
function fillCommands(file: FileContent): string[] {
  if (isBinary(file)) return [`head -c ${file.size} /dev/urandom`];
  const start = beginningOf(file).subarray(0, 64);
  return [printCommand(start), `head -c ${file.size - start.length} /dev/zero`];
}
