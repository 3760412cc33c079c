import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockResponse, RuledUpload } from '../../../mocks/gate/handled-request.ts';
import type { BodyFacts, HeadFacts, Ruling } from '../../../spec/rules.ts';
import type { Fault } from '../mutant.ts';

/** Where a deployment can go wrong: it misreads a request, rules wrongly, responds wrongly, or loses the response. */

/** Reads another target than the request's: path and query. */
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

/** Reads other facts in the head than there are. */
export const misreadHead =
  (misread: (head: HeadFacts, request: IncomingMessage) => HeadFacts): Fault =>
  (parts) => ({
    ...parts,
    readHead(request) {
      const head = parts.readHead(request);
      return head && misread(head, request);
    },
  });

/** Reads other facts in the body than there are. */
export const misreadBody =
  (misread: (body: BodyFacts, request: IncomingMessage) => BodyFacts): Fault =>
  (parts) => ({
    ...parts,
    ruleOnBody: (body, head, request) => parts.ruleOnBody(misread(body, request), head, request),
  });

/** Rules otherwise on the head; undefined leaves the upload to the body. */
export const overruleHead =
  (
    overrule: (ruling: Ruling | undefined, head: HeadFacts, request: IncomingMessage) => Ruling | undefined,
  ): Fault =>
  (parts) => ({
    ...parts,
    ruleOnHead: (head, request) => overrule(parts.ruleOnHead(head, request), head, request),
  });

/** Rules otherwise on the body. */
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
 * Delivers responses in another way.
 *
 * @param deliver gets the mock's own way, which it may take; the upload is undefined for other paths.
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

/** Several departures at once, where one alone would not be the fault. */
export const together =
  (...faults: Fault[]): Fault =>
  (parts) =>
    faults.reduce((varied, fault) => fault(varied), parts);

/** A fault that remembers: its memory begins with each deployment anew. */
export const remembering =
  (make: () => Fault): Fault =>
  (parts) =>
    make()(parts);
