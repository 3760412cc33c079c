// Runs before each request, the same for all. What differs stands as JSON in the variable whose name the request's name
// begins with.
const expectation = JSON.parse(pm.variables.get(pm.info.requestName.split(': ')[0]));
const { authorizationHeader } = JSON.parse(pm.variables.get('contract'));

const missing = ['baseUrl', 'clientId', 'accountId', 'token'].filter((name) => !pm.variables.get(name));
if (missing.length > 0)
  throw new Error(`Fill in ${missing.join(', ')}, in the environment of the collection.`);

pm.variables.set('baseUrl', pm.variables.get('baseUrl').replace(/\/+$/, ''));

// Near misses of the token, which an Authorization header may name.
const token = pm.variables.get('token');
const swapCase = (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase());
pm.variables.set('tokenPrefix', token.slice(0, -1));
pm.variables.set('tokenFirstCharacterMissing', token.slice(1));
pm.variables.set('tokenOtherLetterCase', token.replace(/[a-z]/gi, swapCase));
pm.variables.set('tokenLastLetterReplaced', token.slice(0, -1) + (token.endsWith('x') ? 'y' : 'x'));

const skip = (reason) => {
  console.info(`${expectation.case} is not sent: ${reason}`);
  pm.execution.skipRequest();
};

const authorization = pm.request.headers.get(authorizationHeader);
const isNearMiss = authorization !== undefined && authorization !== '{{token}}';
if (expectation.needs && !pm.variables.get(expectation.needs)) skip(`${expectation.needs} is not filled in`);
else if (isNearMiss && pm.variables.replaceIn(authorization) === token)
  skip('with this token the near miss is the token itself');
