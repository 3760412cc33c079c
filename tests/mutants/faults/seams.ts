import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockResponse, RuledUpload } from '../../../mocks/gate/handled-request.ts';
import type { BodyFacts, HeadFacts, Ruling } from '../../../spec/rules.ts';
import type { Fault } from '../mutant.ts';

/**
 * The places where a deployment can go wrong: it misreads a request, rules wrongly, responds wrongly, or loses the
 * response.
 */

/** Changes the target of the request: path and query. */
export const misreadTarget =
  (misread: (target: string) => string): Fault =>
  (parts) => ({
    ...parts,
    readHead(request) {
      const sent = request.url ?? '';
      request.url = misread(sent);
      try {
        return parts.readHead(request);
      } finally {
        request.url = sent;
      }
    },
  });

/** Changes the facts of the head. */
export const misreadHead =
  (misread: (head: HeadFacts, request: IncomingMessage) => HeadFacts): Fault =>
  (parts) => ({
    ...parts,
    readHead(request) {
      const head = parts.readHead(request);
      return head && misread(head, request);
    },
  });

/** Changes the facts of the body. */
export const misreadBody =
  (misread: (body: BodyFacts, request: IncomingMessage) => BodyFacts): Fault =>
  (parts) => ({
    ...parts,
    ruleOnBody: (body, head, request) => parts.ruleOnBody(misread(body, request), head, request),
  });

/** Changes the ruling on the head; undefined leaves the upload to the body. */
export const overruleHead =
  (
    overrule: (ruling: Ruling | undefined, head: HeadFacts, request: IncomingMessage) => Ruling | undefined,
  ): Fault =>
  (parts) => ({
    ...parts,
    ruleOnHead: (head, request) => overrule(parts.ruleOnHead(head, request), head, request),
  });

/** Changes the ruling on the body. */
export const overruleBody =
  (overrule: (ruling: Ruling, body: BodyFacts, request: IncomingMessage) => Ruling): Fault =>
  (parts) => ({
    ...parts,
    ruleOnBody: (body, head, request) => overrule(parts.ruleOnBody(body, head, request), body, request),
  });

/** Changes the responses. */
export const changeResponse =
  (change: (response: MockResponse, upload: RuledUpload) => MockResponse | Promise<MockResponse>): Fault =>
  (parts) => ({ ...parts, respond: async (upload) => change(await parts.respond(upload), upload) });

/**
 * Changes how responses are delivered.
 *
 * @param deliver gets the mock's own delivery, which it may use; the upload is undefined for other paths.
 */
export const changeDelivery =
  (
    deliver: (
      outgoing: ServerResponse,
      response: MockResponse,
      upload: RuledUpload | undefined,
      asIs: () => void | Promise<void>,
    ) => void | Promise<void>,
  ): Fault =>
  (parts) => ({
    ...parts,
    deliver: (outgoing, response, end, upload) =>
      deliver(outgoing, response, upload, () => parts.deliver(outgoing, response, end, upload)),
  });

/** Combines several changes, when one alone would not be the fault. */
export const together =
  (...faults: Fault[]): Fault =>
  (parts) =>
    faults.reduce((varied, fault) => fault(varied), parts);

/** A fault with state, which starts empty for each deployment. */
export const remembering =
  (make: () => Fault): Fault =>
  (parts) =>
    make()(parts);
