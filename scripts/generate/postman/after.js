// Judges each answer, the same for all requests. What is expected stands as JSON in the variable whose name the request's
// name begins with. A broken MUST fails, a broken SHOULD is a warning in the console, and what can't be told is skipped.
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

/** The type that a success shows; undefined when it can't be seen. */
function shownType() {
  if (pointer === 'none' || body === undefined) return undefined;
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replace(/~1/g, '/').replace(/~0/g, '~'));
  const step = (at, name) =>
    typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? at[name] : undefined;
  const value = names.reduce(step, body);
  return { value: value === undefined ? null : value };
}

const say = (shown) => (shown.value === null ? 'no type' : `type ${JSON.stringify(shown.value)}`);
const equals = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function documentType(wanted) {
  const shown = shownType();
  if (!shown) return unclear('accepted, but the type is not shown');
  if (wanted === 'unset') return shown.value === null ? pass(say(shown)) : fail(say(shown));
  return equals(shown.value, wanted.value) ? pass(say(shown)) : fail(say(shown));
}

/** What comes in company has to be what comes alone; anything else was carried over from another request. */
function asControl() {
  if (!control?.asWanted) return unclear('the same request alone was not answered rightly');
  if (accepted !== control.accepted)
    return fail(`${outcome}, alone ${control.accepted ? 'accepted' : 'refused'}`);
  const shown = shownType();
  if (!accepted || !shown || !control.shown) return pass(outcome);
  if (equals(shown, control.shown)) return pass(say(shown));
  const compared = `${say(shown)}, alone ${say(control.shown)}`;
  return control.typeAsWanted ? fail(compared) : unclear(`${compared}, which is wrong already`);
}

function recognisedOnly() {
  const shown = shownType();
  if (!shown) return unclear('accepted, but the type is not shown');
  if (shown.value === null || contract.recognisedDocumentTypes.includes(shown.value)) return pass(say(shown));
  return control && !control.typeAsWanted
    ? unclear(`${expectation.control} shows a wrong type`)
    : fail(say(shown));
}

function schemaFaults(pointerToSchema) {
  const Ajv = require('ajv');
  const ajv = new Ajv({ allErrors: true, unknownFormats: 'ignore', logger: false });
  const validate = ajv.compile({ allOf: [{ $ref: pointerToSchema }], components: contract.components });
  if (validate(body)) return [];
  return validate.errors.map(({ dataPath, message }) => `${dataPath.slice(1) || 'the body'} ${message}`);
}

const faultless = (faults) => (faults.length === 0 ? pass('as documented') : fail(faults.join('; ')));

function successFaults() {
  const { fileName, size, accountId } = expectation.sent;
  const differs = (member, type, sent) =>
    sent !== undefined && typeof body[member] === type && body[member] !== sent
      ? [`${member} is not what was sent`]
      : [];
  const faults = status === success.status ? [] : [outcome];
  if (!body) return [...faults, 'no JSON object'];
  if (mediaType !== success.mediaType) faults.push(`Content-Type ${mediaType}`);
  // Other names may come back changed: how a deployment writes them is left open.
  const plainName = /^[\w.-]+$/.test(fileName || '') ? fileName : undefined;
  return [
    ...faults,
    ...schemaFaults(success.schema),
    ...differs(success.members.size, 'number', size),
    ...differs(success.members.account, 'string', accountId && pm.variables.replaceIn(accountId)),
    ...differs(success.members.name, 'string', plainName),
  ];
}

function problemFaults() {
  const faults = mediaType === problem.mediaType ? [] : [`Content-Type ${mediaType}`];
  if (!body) return [...faults, 'no JSON object'];
  if (typeof body.status === 'number' && body.status !== status)
    faults.push(`status ${body.status} in the body`);
  return [...faults, ...schemaFaults(problem.schema)];
}

function bytesKept() {
  const stated = body?.[success.members.size];
  if (typeof stated !== 'number') return unclear('accepted, but no size is stated');
  if (stated === expectation.sent.size) return pass(`${stated} bytes`);
  return control && !control.sizeAsSent
    ? unclear(`${expectation.control} states a wrong size`)
    : fail(`${stated} bytes`);
}

function leak() {
  const token = pm.variables.get('token');
  const answer = pm.response ? `${pm.response.headers.all().map(String).join('\n')}\n${text}` : '';
  const forms = [
    token,
    encodeURIComponent(token),
    JSON.stringify(token).slice(1, -1),
    Buffer.from(token).toString('base64').replace(/=+$/, ''),
  ];
  if (token.length >= 6 && forms.some((form) => answer.includes(form))) return 'the token';
  const trace = contract.stackTraces.find(([, pattern]) => new RegExp(pattern).test(answer));
  return trace && `a stack trace (${trace[0]})`;
}

function prompt() {
  const usual = control ? control.responseTime : 0;
  const times = `${pm.response?.responseTime} ms, its control ${usual} ms`;
  return pm.response?.responseTime - usual > contract.promptness ? fail(times) : pass(times);
}

const isIn = ({ oneOf, from, to }) => (oneOf ? oneOf.includes(status) : status >= from && status <= to);
const right = (condition) => (condition ? pass(outcome) : fail(outcome));
const described = () => (accepted && shownType() ? `${outcome}, ${say(shownType())}` : outcome);

const judges = {
  accepted: () => (accepted ? pass(outcome) : unless(innocence(), fail(outcome))),
  refused: ({ statuses }) => (accepted ? fail(outcome) : unless(doubt(), right(isIn(statuses)))),
  prompt: () => (status === undefined ? silent : prompt()),
  'not-accepted': () => {
    if (status === undefined) return silent;
    return accepted ? fail(outcome) : unless(doubt(), pass(outcome));
  },
  'documented-status': ({ refusal }) => {
    // An upload by another method has no other check that it is refused.
    if (status === undefined || (accepted && pm.request.method === contract.method)) return silent;
    return unless(doubt(), right(status === contract.refusals[refusal]));
  },
  'problem-details': () => (status >= 400 ? faultless(problemFaults()) : silent),
  'document-type': ({ shown }) => (accepted ? documentType(shown) : silent),
  'recognised-type-only': () => (accepted ? recognisedOnly() : silent),
  'success-body': () => (accepted ? faultless(successFaults()) : silent),
  'bytes-kept': () => (accepted ? bytesKept() : silent),
  'nothing-leaked': () => (leak() ? fail(`shows ${leak()}`) : pass('neither shows')),
  answered: () => {
    if (wasLost && status !== undefined) return fail(`first no answer, then ${outcome}`);
    return right(status < 500);
  },
  'as-control': asControl,
  'same-answer': () => {
    const answers = [...(seen[expectation.case]?.answers || []), described()];
    return new Set(answers).size === 1 ? pass(outcome) : fail(answers.join('; then '));
  },
};

/** Answers may echo the token, and results are shared. */
const redact = (words) =>
  words === undefined ? words : words.split(pm.variables.get('token')).join('[redacted]');

function judge() {
  const results = expectation.checks.map((check) => {
    const { verdict, actual } = judges[check.kind](check);
    return { ...check, verdict, actual: redact(actual) };
  });
  for (const { requirement, level, expected, verdict, actual } of results) {
    const name = `${requirement} (${level}): ${expected}`;
    if (verdict === 'unclear') pm.test.skip(`${name} - could not be told: ${actual}`, () => {});
    else if (verdict === 'pass') pm.test(name, () => {});
    else if (verdict === 'fail' && level === 'MUST') pm.test(name, () => pm.expect.fail(actual));
    else if (verdict === 'fail')
      console.warn(`warning: ${key}: ${requirement} (${level}): expected ${expected}, got ${actual}`);
  }
  const wrong = (kind) => results.some((result) => result.kind === kind && result.verdict === 'fail');
  const stated = body?.[success.members.size];
  seen[expectation.case] = {
    status,
    accepted,
    asWanted: accepted === results.some(({ kind }) => kind === 'accepted'),
    shown: shownType(),
    responseTime: pm.response?.responseTime,
    typeAsWanted: !wrong('document-type'),
    sizeAsSent: typeof stated !== 'number' || stated === expectation.sent.size,
    answers: [...(seen[expectation.case]?.answers || []), described()],
  };
  pm.variables.set('seen', JSON.stringify(seen));
  pm.variables.set('returns', 0);
}

// A deployment that says when to come back is asked again then, a few times (RFC 9110, section 10.2.3).
const wait = Number(headerOf('Retry-After'));
const returns = Number(pm.variables.get('returns') || 0);
const isTurnedAway = [429, 503].includes(status) && wait >= 0 && wait <= 60;

const sendAgain = (seconds) => {
  console.info(`${key}: ${outcome}, sent again in ${seconds} s`);
  pm.execution.setNextRequest(pm.info.requestName);
  setTimeout(() => {}, seconds * 1000);
};

if (status === undefined && !wasLost) {
  // A lost connection is tried once more, and then judged.
  pm.variables.set('lost', key);
  sendAgain(0);
} else if (!isTurnedAway) {
  judge();
} else if (returns < 3) {
  pm.variables.set('returns', returns + 1);
  sendAgain(wait);
} else {
  pm.variables.set('returns', 0);
  pm.test(`${key} could not be told`, () => pm.expect.fail(`${outcome}, time and again`));
}
