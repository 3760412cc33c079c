import type { Contract } from '../../../spec/contract.ts';

interface EnvironmentValue {
  key: string;
  value: string;
  type: 'default' | 'secret';
  enabled: true;
}

const plain = (key: string, value: string): EnvironmentValue => ({
  key,
  value,
  type: 'default',
  enabled: true,
});

/** The variables of the collection, for the tester to fill in. The token field is hidden while typing. */
export const environmentFor = ({ title, credential, fields, success }: Contract) => ({
  name: `${title}: a deployment`,
  values: [
    plain('baseUrl', ''),
    plain('clientId', ''),
    ...(fields.account === undefined ? [] : [plain('accountId', ''), plain('foreignAccountId', '')]),
    ...(credential === undefined
      ? []
      : [{ key: 'token', value: '', type: 'secret', enabled: true } as const]),
    plain('documentTypePointer', success.documentTypePointer ?? 'none'),
  ] satisfies EnvironmentValue[],
  _postman_variable_scope: 'environment',
});
