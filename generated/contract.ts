// Written by `npm run generate` from spec/. Do not edit.

/** What the spec says, for code that must not type it again. Sizes are in bytes. */
export const contract = {
  "title": "File upload",
  "version": "1.0.0",
  "operationId": "uploadFile",
  "method": "POST",
  "path": "/files/v1/{clientId}/upload_files",
  "clientIdParameter": "clientId",
  "authorizationHeader": "Authorization",
  "mediaType": "multipart/form-data",
  "fields": {
    "account": "accountId",
    "content": "file",
    "type": "documentType"
  },
  "recognisedDocumentTypes": [
    "Invoice",
    "CSV",
    "Document"
  ],
  "guaranteedFileSize": 5242880,
  "success": {
    "status": 200,
    "mediaType": "application/json",
    "schema": "#/components/schemas/UploadedFile",
    "members": {
      "id": "fileId",
      "name": "fileName",
      "size": "size",
      "account": "accountId",
      "type": "documentType"
    },
    "documentTypePointer": "/documentType"
  },
  "refusals": {
    "methodNotAllowed": 405,
    "missingToken": 401,
    "invalidToken": 401,
    "unknownClient": 403,
    "notMultipart": 415,
    "malformed": 400,
    "twoFiles": 400,
    "tooLarge": 413,
    "missingFile": 400,
    "missingAccountId": 400,
    "foreignAccount": 403
  },
  "problem": {
    "mediaType": "application/problem+json",
    "schema": "#/components/schemas/Problem"
  },
  "documentedStatuses": [
    200,
    400,
    401,
    403,
    405,
    413,
    415
  ],
  "responseHeaders": [
    "Allow",
    "WWW-Authenticate"
  ],
  "requirements": [
    {
      "id": "R1",
      "level": "MUST",
      "source": "page",
      "statement": "A well-formed upload with a valid raw token is accepted (2xx)."
    },
    {
      "id": "R2",
      "level": "MUST",
      "source": "page",
      "statement": "Without an Authorization header, with an empty one, or with a token that is not valid, the upload is refused (401 or 403); a token in the query string is no substitute."
    },
    {
      "id": "R3",
      "level": "MUST",
      "source": "page",
      "statement": "clientId is a path segment, and the path is exactly as documented."
    },
    {
      "id": "R4",
      "level": "MUST",
      "source": "page",
      "statement": "The body is multipart/form-data; a JSON or urlencoded body is refused (4xx)."
    },
    {
      "id": "R5",
      "level": "MUST",
      "source": "page",
      "statement": "accountId is needed; without one, or with an empty one, the upload is refused (4xx)."
    },
    {
      "id": "R6",
      "level": "MUST",
      "source": "page",
      "statement": "file is needed; without a file part the upload is refused (4xx), and a text field named file is no file."
    },
    {
      "id": "R7",
      "level": "MUST",
      "source": "page",
      "statement": "Exactly one file; two or more file parts are refused with an error status, whatever their names, contents, sizes, number and place, and whether a documentType is given or not."
    },
    {
      "id": "R8",
      "level": "MUST",
      "source": "page",
      "statement": "A recognised documentType is accepted, and the type is set to exactly that value."
    },
    {
      "id": "R9",
      "level": "MUST",
      "source": "page",
      "statement": "Any other documentType, whatever its length and characters, is accepted, and the type is not set; never a default, never the raw value, never guessed from the file name. Near misses and the empty string are accepted, too."
    },
    {
      "id": "R10",
      "level": "MUST",
      "source": "page",
      "statement": "An upload without a documentType is accepted, and the type is not set."
    },
    {
      "id": "R11",
      "level": "MUST",
      "source": "page",
      "statement": "An accountId that the token is not authorised for is refused (4xx)."
    },
    {
      "id": "R12",
      "level": "MUST",
      "source": "page",
      "statement": "A success never shows a documentType outside the recognised ones, and requests do not influence each other."
    },
    {
      "id": "R13",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Refusals carry the documented status: 401 for the token, 403 for an account that is not authorised, 400 for two files, a missing field or malformed multipart, 415 for a body that is not multipart, 405 for another method, 413 for too large."
    },
    {
      "id": "R14",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Refusals carry application/problem+json (RFC 9457)."
    },
    {
      "id": "R15",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Success is 200 with a JSON object that fits the spec, its fileName the name that was sent (also one that is not ASCII, compared after Unicode NFC), its size equal to the bytes that were sent and its documentType left out when not set."
    },
    {
      "id": "R16",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Recognition is exact; with another letter case, with whitespace around it and with the empty string the type is not set."
    },
    {
      "id": "R17",
      "level": "SHOULD",
      "source": "reference",
      "statement": "What HTTP and RFC 7578 allow is accepted: parts in any order, chunked transfer coding, a quoted boundary, a file name that is not ASCII, an empty file, binary content, a 5 MiB file, extra text fields."
    },
    {
      "id": "R18",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Malformed multipart (truncated, without a boundary parameter, without a closing boundary) is refused with 4xx, promptly."
    },
    {
      "id": "R19",
      "level": "SHOULD",
      "source": "reference",
      "statement": "No answer ever shows the token or a stack trace."
    },
    {
      "id": "R20",
      "level": "SHOULD",
      "source": "reference",
      "statement": "No 5xx, no dropped connection, no time-out and no response that HTTP clients reject (framing, lengths, a content coding that the body does not have) on any of the above; the same request gets the same response each time."
    },
    {
      "id": "R21",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Fields come from the form alone; accountId or documentType in the query string or in a header is no substitute and has no effect."
    }
  ]
} as const;

/** A rule of the contract: `R1` and so on. */
export type RequirementId = (typeof contract.requirements)[number]['id'];

/** A document type that is set when it is sent; every other value is accepted and not set (R8, R9). */
export type RecognisedDocumentType = (typeof contract.recognisedDocumentTypes)[number];
