// At last: a broken MUST fails, a broken SHOULD is a warning in the console, and what can't be told is skipped.

/** Answers may echo the token, and results are shared. */
function redact(words) {
  const token = pm.variables.get('token');
  return words && token ? suite.hide(words, token) : words;
}

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
