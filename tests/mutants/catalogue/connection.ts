import { contract } from '../../../generated/contract.ts';
import { sentAccount, sentType, withField } from '../faults/readings.ts';
import { misreadBody, misreadHead, overruleBody, remembering } from '../faults/seams.ts';
import { breaking, credentials, type Fault, type Mutant } from '../mutant.ts';

const { token } = credentials;

/** State that such servers keep per connection. */
interface Memory {
  isAdmitted?: boolean;
  type?: string | undefined;
  account?: string | undefined;
}

type MemoryOf = (request: { socket: object }) => Memory;

/** A fault with state that lasts as long as a connection. */
const perConnection = (make: (memoryOf: MemoryOf) => Fault): Fault =>
  remembering(() => {
    const memories = new WeakMap<object, Memory>();
    return make(({ socket }) => {
      const memory = memories.get(socket) ?? {};
      memories.set(socket, memory);
      return memory;
    });
  });

/** Admits a request on a connection that has had a valid token, if its own token is in this state. */
const admitsConnection = (passes: (authorization: string | undefined) => boolean): Fault =>
  perConnection((memoryOf) =>
    misreadHead((head, request) => {
      const memory = memoryOf(request);
      memory.isAdmitted ||= head.authorization === token;
      return memory.isAdmitted && passes(head.authorization) ? { ...head, authorization: token } : head;
    }),
  );

/** R2 and R12: a connection is not a session. */
export const connectionMutants: Mutant[] = [
  ...breaking('R2', [
    {
      id: 'token-holds-for-connection',
      fault: 'Requires no token on a connection that had one',
      vary: admitsConnection((authorization) => authorization === undefined),
    },
    {
      id: 'token-checked-once-a-connection',
      fault: 'Checks no token on a connection after a valid one',
      vary: admitsConnection((authorization) => authorization !== undefined),
    },
  ]),
  ...breaking('R12', [
    {
      id: 'type-sticks-to-connection',
      fault: 'A type sticks to the uploads without one on the same connection',
      vary: perConnection((memoryOf) =>
        overruleBody((ruling, body, request) => {
          const memory = memoryOf(request);
          memory.type = ruling.documentType ?? memory.type;
          const takesOver = ruling.outcome === 'accepted' && sentType(body) === undefined;
          return takesOver && memory.type !== undefined ? { ...ruling, documentType: memory.type } : ruling;
        }),
      ),
    },
    {
      id: 'account-sticks-to-connection',
      fault: 'Uses the last account of the same connection when there is none',
      vary: perConnection((memoryOf) =>
        misreadBody((body, request) => {
          const memory = memoryOf(request);
          memory.account = sentAccount(body) ?? memory.account;
          if (sentAccount(body) !== undefined || memory.account === undefined) return body;
          return withField(body, contract.fields.account, memory.account);
        }),
      ),
    },
  ]),
];
