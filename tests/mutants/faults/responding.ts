import { contract } from '../../../generated/contract.ts';
import type { MockResponse, RuledUpload } from '../../../mocks/gate/handled-request.ts';
import type { BodyFacts, Outcome, Refusal } from '../../../spec/rules.ts';
import type { Fault } from '../mutant.ts';
import { changeDelivery, changeResponse } from './seams.ts';

/** Faults in responses. */

export const accepted: Outcome = 'accepted';

/** Changes the responses to these outcomes only. */
export const responsesTo = (
  outcomes: readonly Outcome[],
  change: (response: MockResponse) => MockResponse,
): Fault =>
  changeResponse((response, { ruling }) => (outcomes.includes(ruling.outcome) ? change(response) : response));

/** Changes every rejection. */
export const onRefusals = (change: (response: MockResponse) => MockResponse): Fault =>
  changeResponse((response, { ruling }) => (ruling.outcome === accepted ? response : change(response)));

export const onSuccesses = (change: (response: MockResponse) => MockResponse): Fault =>
  responsesTo([accepted], change);

/** Rejects with another status, and problem details that match it. */
export const refusesWith = (status: number, ...outcomes: readonly Refusal[]): Fault =>
  responsesTo(outcomes, (response) => withStatus(response, status));

export const withStatus = (response: MockResponse, status: number): MockResponse => ({
  ...response,
  status,
  body: JSON.stringify({ ...JSON.parse(response.body), status }),
});

/** Changes the JSON object of a success. */
export const reshapesSuccess = (reshape: (success: Record<string, unknown>) => unknown): Fault =>
  onSuccesses((response) => ({ ...response, body: JSON.stringify(reshape(JSON.parse(response.body))) }));

/** Shows another file name than the one sent. */
export const renamesFile = (rename: (name: string) => string): Fault =>
  reshapesSuccess((success) => {
    const { name } = contract.success.members;
    return { ...success, [name]: rename(String(success[name])) };
  });

/** Shows this document type when none is set, or when one is. */
export const showsType = (show: (set: string | undefined) => unknown): Fault =>
  reshapesSuccess((success) => {
    const { [contract.success.members.type]: set, ...others } = success;
    return { ...others, [contract.success.members.type]: show(set as string | undefined) };
  });

/** The same status with content of another type. */
export const withContent = (response: MockResponse, mediaType: string, body: string): MockResponse => ({
  ...response,
  headers: { ...response.headers, 'Content-type': mediaType },
  body,
});

/** A response that succeeds by its status, but contains an error. */
export const successWithError = (response: MockResponse): MockResponse =>
  withContent(
    { ...response, status: contract.success.status },
    contract.success.mediaType,
    JSON.stringify({ success: false, error: 'The upload was rejected.' }),
  );

/** The response of a gateway with a login page. */
export const toLogin = (response: MockResponse): MockResponse => ({
  ...withContent(response, 'text/html', '<a href="/login">Found</a>'),
  status: 302,
  headers: { Location: '/login', 'Content-type': 'text/html' },
});

/** The response of a framework to an uncaught exception. */
export const serverError = (response: MockResponse): MockResponse =>
  withStatus({ ...response, headers: { 'Content-type': contract.problem.mediaType } }, 500);

/** Fails with 500 on uploads that the contract accepts. */
export const failsOn = (when: (body: BodyFacts) => boolean): Fault =>
  changeResponse((response, { ruling, body }) =>
    ruling.outcome === accepted && body !== undefined && when(body) ? serverError(response) : response,
  );

/** Never responds. */
export const hangs = (when: (upload: RuledUpload) => boolean): Fault =>
  changeResponse((response, upload) => (when(upload) ? new Promise(() => {}) : response));

/** Drops the connection instead of a response. */
export const drops = (when: (upload: RuledUpload) => boolean): Fault =>
  changeDelivery(async (response, _outgoing, upload, asIs) =>
    upload !== undefined && when(upload) ? void response.destroy() : asIs(),
  );
