import { getResponse } from 'msw';
import type { uploadHandlers } from '../../../../mocks/msw.ts';
import type { Mock } from '../../../../mocks/server.ts';
import type { Contract } from '../../../../spec/contract.ts';

export const token = 'Tok-en-Of-Mine-1';

/** Differences from a valid upload. */
export interface Departure {
  /** The value of a text field; undefined leaves it out. */
  texts?: Record<string, string | undefined>;
  /** The fields with files. */
  files?: string[];
  /** The whole value of the header that carries the token; undefined leaves it out. */
  credential?: string | undefined;
  method?: string;
  headers?: Record<string, string>;
}

/** An upload as the contract requires, except for the differences. */
export function uploadTo(base: string, contract: Contract, departure: Departure = {}): Request {
  const { fields, credential, otherFields } = contract;
  const texts: Record<string, string | undefined> = {
    ...(fields.account !== undefined && { [fields.account]: 'account-1' }),
    ...(fields.type !== undefined && { [fields.type]: contract.recognisedDocumentTypes[0] }),
    ...Object.fromEntries(otherFields.map(({ name, value }) => [name, value])),
    ...departure.texts,
  };
  const body = new FormData();
  for (const [name, value] of Object.entries(texts)) if (value !== undefined) body.append(name, value);
  for (const name of departure.files ?? [fields.content]) body.append(name, new File(['id'], 'a.csv'));
  const valid = [credential?.scheme, token].filter(Boolean).join(' ');
  const sent = 'credential' in departure ? departure.credential : valid;
  const headers = new Headers(departure.headers);
  if (credential !== undefined && sent !== undefined) headers.set(credential.header, sent);
  const method = departure.method ?? contract.method;
  const url = base + contract.path.replace(`{${contract.clientIdParameter}}`, 'client-1');
  return new Request(url, { method, headers, ...(!/^(GET|HEAD)$/.test(method) && { body }) });
}

export interface Received {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

async function received(response: Response): Promise<Received> {
  const text = await response.text();
  const isJson = /json$/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: isJson ? JSON.parse(text) : text,
  };
}

export const sendTo = async (mock: Mock, contract: Contract, departure?: Departure): Promise<Received> =>
  received(await fetch(uploadTo(mock.url, contract, departure)));

/** The response of the handlers for Mock Service Worker; undefined when they ignore the request. */
export async function handle(
  handlers: ReturnType<typeof uploadHandlers>,
  contract: Contract,
  departure?: Departure,
): Promise<Received | undefined> {
  const response = await getResponse(handlers, uploadTo('http://deployment.example', contract, departure));
  return response && received(response);
}
