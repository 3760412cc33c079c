/** The members of Postman's collection format 2.1 that the export writes. */
export interface Collection {
  info: { name: string; description: string; schema: string };
  auth: { type: 'noauth' };
  protocolProfileBehavior: { followRedirects: boolean; disableCookies: boolean };
  event: Event[];
  item: Folder[];
}

export interface Event {
  listen: 'prerequest' | 'test';
  script: { type: 'text/javascript'; exec: string[] };
}

export interface Folder {
  name: string;
  description?: string;
  item: (Item | Folder)[];
}

export interface Item {
  name: string;
  request: {
    method: string;
    header: { key: string; value: string }[];
    url: Url;
    description: string;
    body?: Body;
  };
  response: [];
}

export interface Url {
  raw: string;
  host: string[];
  path: string[];
  query?: { key: string; value: string }[];
}

export type Body =
  | { mode: 'formdata'; formdata: FormParameter[] }
  | { mode: 'urlencoded'; urlencoded: { key: string; value: string; type: 'text' }[] }
  | { mode: 'raw'; raw: string };

export type FormParameter =
  | { key: string; type: 'text'; value: string }
  | { key: string; type: 'file'; src: string; contentType: string };
