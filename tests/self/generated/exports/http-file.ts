import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A request of a `.http` file, as the editors read it. */
export interface HttpFileRequest {
  name: string;
  method: string;
  url: string;
  headers: [name: string, value: string][];
  /** With variables and files filled in; undefined when there is none. */
  body: Buffer | undefined;
}

/**
 * Reads a `.http` file by the rules that VS Code's REST Client and JetBrains' HTTP client share. `###` separates
 * requests, `#` begins a comment before the request line, `@name = value` defines a variable, an empty line ends the
 * headers, and `< path` includes a file. Line breaks are CR LF in a multipart body, and LF elsewhere.
 *
 * @param variables override those of the file.
 */
export async function readHttpFile(
  path: string,
  variables: Record<string, string>,
): Promise<HttpFileRequest[]> {
  const [head = '', ...sections] = (await readFile(path, 'utf8')).split(/^### /m);
  const defined = Object.fromEntries(
    [...head.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value ?? '']),
  );
  const values: Record<string, string> = { ...defined, ...variables };
  const fill = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`${path} defines no ${name}`);
      return value;
    });
  return Promise.all(sections.map((section) => readRequest(section, dirname(path), fill)));
}

async function readRequest(
  section: string,
  folder: string,
  fill: (text: string) => string,
): Promise<HttpFileRequest> {
  const [title = '', ...lines] = section.split('\n');
  const start = lines.findIndex((line) => !line.startsWith('#'));
  const end = lines.indexOf('', start);
  const [method = '', url = ''] = fill(lines[start] ?? '').split(' ');
  const headers = lines.slice(start + 1, end).map((line): [string, string] => {
    const [name = '', ...value] = line.split(':');
    return [name, fill(value.join(':').trim())];
  });
  const isMultipart = headers.some(
    ([name, value]) => name === 'Content-Type' && value.startsWith('multipart/'),
  );
  const body = lines
    .slice(end + 1)
    .join('\n')
    .trimEnd();
  return {
    name: title.split(': ')[0] ?? '',
    method,
    url,
    headers,
    body:
      body === '' ? undefined : await readBody(body.split('\n'), folder, fill, isMultipart ? '\r\n' : '\n'),
  };
}

async function readBody(
  lines: readonly string[],
  folder: string,
  fill: (text: string) => string,
  lineBreak: string,
): Promise<Buffer> {
  const pieces = await Promise.all(
    lines.map((line) => {
      const path = /^< (.+)$/.exec(line)?.[1];
      return path === undefined ? Buffer.from(fill(line)) : readFile(join(folder, path));
    }),
  );
  const separated = pieces.flatMap((piece, index) =>
    index === 0 ? [piece] : [Buffer.from(lineBreak), piece],
  );
  return Buffer.concat(separated);
}
