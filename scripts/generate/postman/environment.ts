import { contract } from '../../../generated/contract.ts';

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

/** The variables that the collection reads, to be filled in by the tester. The token is typed where nobody reads along. */
export const environment = {
  name: `${contract.title}: a deployment`,
  values: [
    plain('baseUrl', ''),
    plain('clientId', ''),
    plain('accountId', ''),
    plain('foreignAccountId', ''),
    { key: 'token', value: '', type: 'secret', enabled: true },
    plain('documentTypePointer', contract.success.documentTypePointer),
  ] satisfies EnvironmentValue[],
  _postman_variable_scope: 'environment',
};
