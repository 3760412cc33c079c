// Judges each answer, the same for all requests. What is expected stands as JSON in the variable whose name the request's
// name begins with. First: what came, and what came before.
const key = pm.info.requestName.split(': ')[0];
const expectation = JSON.parse(pm.variables.get(key));
const contract = JSON.parse(pm.variables.get('contract'));
const { success, problem } = contract;
const pointer = pm.variables.get('documentTypePointer') || success.documentTypePointer;

const status = pm.response ? pm.response.code : undefined;
const text = pm.response ? pm.response.text() || '' : '';
const outcome = status === undefined ? 'no answer' : `status ${status} ${pm.response.reason() || ''}`.trim();
const accepted = status >= 200 && status <= 299;
const headerOf = (name) => pm.response?.headers.get(name) || undefined;
const mediaType = (headerOf('Content-Type') || 'absent').split(';')[0].trim().toLowerCase();
const body = jsonObject(text);

// What the requests before showed in this run, by case.
const seen = JSON.parse(pm.variables.get('seen') || '{}');
const control = seen[expectation.control];
const baseline = seen[contract.baseline];

/** This request was sent before, and got no answer. */
const wasLost = pm.variables.get('lost') === key;

const pass = (actual) => ({ verdict: 'pass', actual });
const fail = (actual) => ({ verdict: 'fail', actual });
const unclear = (actual) => ({ verdict: 'unclear', actual });
const silent = { verdict: 'silent' };

function jsonObject(json) {
  try {
    const value = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why nothing follows from a refusal, where the upload from which it differs in one thing may be refused as well. */
function doubt() {
  if (control)
    return control.accepted
      ? undefined
      : `${expectation.control}, from which it differs in one thing, was refused`;
  if (!baseline) return `${contract.baseline} has to be sent before, in the same run`;
  return baseline.accepted ? undefined : `${contract.baseline} was refused`;
}

/** Why nothing follows from the refusal of an upload that has to be accepted. */
function innocence() {
  if (control) return control.accepted ? undefined : doubt();
  const setUp = baseline && [401, 403, 404, 405].includes(baseline.status);
  return setUp ? `${contract.baseline} was refused: check token, account and address` : undefined;
}

const unless = (reason, answer) => (reason === undefined ? answer : unclear(reason));
