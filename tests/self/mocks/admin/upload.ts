import { contract } from '../../../../generated/contract.ts';

export interface Sent {
  account?: string;
  type?: string;
  token?: string;
  /** By name; the content equals the name. */
  files?: string[];
  fields?: Record<string, string>;
  headers?: Record<string, string>;
}

/** Uploads as a client would, and returns the status. */
export async function upload(mockUrl: string, sent: Sent = {}): Promise<number> {
  const { account = 'my-account', type, token = 'my-token', files = ['report.csv'], fields = {} } = sent;
  const body = new FormData();
  if (account !== '') body.append(contract.fields.account, account);
  if (type !== undefined) body.append(contract.fields.type, type);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const name of files)
    body.append(contract.fields.content, new Blob([name], { type: 'text/csv' }), name);
  const url = mockUrl + contract.path.replace(`{${contract.clientIdParameter}}`, 'my-client');
  const headers = { ...sent.headers, [contract.credential.header]: token };
  const response = await fetch(url, { method: contract.method, headers, body });
  await response.arrayBuffer();
  return response.status;
}
