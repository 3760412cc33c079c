import { contract } from '../../generated/contract.ts';
import type { MockResponse, RuledUpload } from '../../mocks/gate/exchange.ts';
import type { BodyFacts, Outcome, Refusal } from '../../spec/rules.ts';
import type { Fault } from './mutant.ts';
import { changeAnswer, changeDelivery } from './seams.ts';

/** Ways to answer otherwise than the contract documents. */

export const accepted: Outcome = 'accepted';

/** Changes the answers to these outcomes alone. */
export const answersTo = (
  outcomes: readonly Outcome[],
  change: (answer: MockResponse) => MockResponse,
): Fault =>
  changeAnswer((answer, { ruling }) => (outcomes.includes(ruling.outcome) ? change(answer) : answer));

/** Every answer that is a refusal. */
export const onRefusals = (change: (answer: MockResponse) => MockResponse): Fault =>
  changeAnswer((answer, { ruling }) => (ruling.outcome === accepted ? answer : change(answer)));

export const onSuccesses = (change: (answer: MockResponse) => MockResponse): Fault =>
  answersTo([accepted], change);

/** Refuses with another status, in problem details that agree with it. */
export const refusesWith = (status: number, ...outcomes: readonly Refusal[]): Fault =>
  answersTo(outcomes, (answer) => withStatus(answer, status));

export const withStatus = (answer: MockResponse, status: number): MockResponse => ({
  ...answer,
  status,
  body: JSON.stringify({ ...JSON.parse(answer.body), status }),
});

/** Changes the JSON object that a success holds. */
export const reshapesSuccess = (reshape: (success: Record<string, unknown>) => unknown): Fault =>
  onSuccesses((answer) => ({ ...answer, body: JSON.stringify(reshape(JSON.parse(answer.body))) }));

/** Shows another file name than the one that was sent. */
export const renamesFile = (rename: (name: string) => string): Fault =>
  reshapesSuccess((success) => {
    const { name } = contract.success.members;
    return { ...success, [name]: rename(String(success[name])) };
  });

/** Shows this for the document type where none is set, or where one is. */
export const showsType = (show: (set: string | undefined) => unknown): Fault =>
  reshapesSuccess((success) => {
    const { [contract.success.members.type]: set, ...others } = success;
    return { ...others, [contract.success.members.type]: show(set as string | undefined) };
  });

/** The same status with content of another type. */
export const withContent = (answer: MockResponse, mediaType: string, body: string): MockResponse => ({
  ...answer,
  headers: { ...answer.headers, 'Content-type': mediaType },
  body,
});

/** An answer that succeeds on the surface: the error stands inside. */
export const successWithError = (answer: MockResponse): MockResponse =>
  withContent(
    { ...answer, status: contract.success.status },
    contract.success.mediaType,
    JSON.stringify({ success: false, error: 'The upload was refused.' }),
  );

/** What a gateway with a login page in front answers. */
export const toLogin = (answer: MockResponse): MockResponse => ({
  ...withContent(answer, 'text/html', '<a href="/login">Found</a>'),
  status: 302,
  headers: { Location: '/login', 'Content-type': 'text/html' },
});

/** What a framework answers when nobody caught the exception. */
export const serverError = (answer: MockResponse): MockResponse =>
  withStatus({ ...answer, headers: { 'Content-type': contract.problem.mediaType } }, 500);

/** Fails with 500 on uploads that the contract accepts. */
export const failsOn = (when: (body: BodyFacts) => boolean): Fault =>
  changeAnswer((answer, { ruling, body }) =>
    ruling.outcome === accepted && body !== undefined && when(body) ? serverError(answer) : answer,
  );

/** Never answers. */
export const hangs = (when: (upload: RuledUpload) => boolean): Fault =>
  changeAnswer((answer, upload) => (when(upload) ? new Promise(() => {}) : answer));

/** Drops the connection instead of an answer. */
export const drops = (when: (upload: RuledUpload) => boolean): Fault =>
  changeDelivery(async (response, _answer, upload, asIs) =>
    upload !== undefined && when(upload) ? void response.destroy() : asIs(),
  );
