// Then: an answer to each question that an expectation may put, as `judge()` of the suite gives it.

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

/** The answer has to be that of the control; anything else comes from another request, or from outside the form. */
function asControl({ orRefused }) {
  if (!control?.asWanted) return unclear('the same request alone was not answered rightly');
  if (orRefused && !accepted) return pass(outcome);
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
  return [
    ...faults,
    ...schemaFaults(success.schema),
    ...differs(success.members.size, 'number', size),
    ...differs(success.members.account, 'string', accountId && pm.variables.replaceIn(accountId)),
    ...(isSameName(body[success.members.name], fileName)
      ? []
      : [`${success.members.name} is not what was sent`]),
  ];
}

/** Names are compared after Unicode NFC, save where the contract leaves open how they come back. */
const isSameName = (shown, sent) =>
  typeof shown !== 'string' ||
  sent === undefined ||
  new RegExp(contract.openInNames, 'u').test(sent) ||
  shown.normalize('NFC') === sent.normalize('NFC');

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
  return suite.leakIn(answer, token);
}

function prompt() {
  const usual = control ? control.responseTime : 0;
  const times = `${pm.response?.responseTime} ms, its control ${usual} ms`;
  return pm.response?.responseTime - usual > contract.promptness ? fail(times) : pass(times);
}

/** The sign of an error in a body that comes with 2xx: an upload that was not taken, whatever the status says. */
function errorInside() {
  const { flags, errors, failed } = contract.errorSigns;
  const { [success.members.id]: id, status: word, ...others } = body || {};
  const denied = flags.find((name) => others[name] === false || others[name] === 'false');
  if (denied) return `${denied} false`;
  if (typeof id === 'string') return undefined;
  if (typeof word === 'string' && new RegExp(failed, 'i').test(word)) return `status ${word}`;
  return errors.find((name) => saysSomething(others[name]));
}

function saysSomething(value) {
  if (typeof value === 'string') return !new RegExp(contract.errorSigns.nothing, 'i').test(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(saysSomething);
  return value === true || (typeof value === 'number' && value !== 0);
}

const taken = () => (errorInside() ? fail(`${outcome}, with ${errorInside()} inside`) : pass(outcome));

const isIn = ({ oneOf, from, to }) => (oneOf ? oneOf.includes(status) : status >= from && status <= to);
const right = (condition) => (condition ? pass(outcome) : fail(outcome));
const described = () =>
  accepted && shownType() ? `status ${status}, ${say(shownType())}` : `status ${status}`;

const judges = {
  accepted: () => (accepted ? taken() : unless(innocence(), fail(outcome))),
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
