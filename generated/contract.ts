// Written by `npm run generate` from spec/. Do not edit.

import type { Contract } from '../spec/contract.ts';
import document from './openapi.json' with { type: 'json' };

/** The built-in contract: what the spec says, for code that must not type it again. Sizes are in bytes. */
export const contract = {
  ...({
  "title": "File upload",
  "version": "1.0.0",
  "operationId": "uploadFile",
  "method": "POST",
  "path": "/files/v1/{clientId}/upload_files",
  "clientIdParameter": "clientId",
  "credential": {
    "header": "Authorization"
  },
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
  "typeIsClosed": false,
  "typeIsRequired": false,
  "otherFields": [],
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
    "missingField": 400,
    "unknownType": 400,
    "foreignAccount": 403
  },
  "problem": {
    "mediaType": "application/problem+json",
    "schema": "#/components/schemas/Problem"
  },
  "responses": [
    {
      "status": 200,
      "example": "accepted",
      "summary": "Accepted, no document type set",
      "mediaType": "application/json",
      "headers": {},
      "body": {
        "fileId": "3f2b8c1e-7d4a-4e52-9a36-0c5d1b7f8e21",
        "fileName": "statement.csv",
        "size": 20480,
        "accountId": "your-account-id"
      }
    },
    {
      "status": 200,
      "example": "acceptedInvoice",
      "summary": "Accepted as an invoice",
      "mediaType": "application/json",
      "headers": {},
      "body": {
        "fileId": "8a1d6f0c-25be-4c7b-b0f4-93e1a7c2d458",
        "fileName": "invoice-2041.pdf",
        "size": 48213,
        "accountId": "your-account-id",
        "documentType": "Invoice"
      }
    },
    {
      "status": 200,
      "example": "acceptedCsv",
      "summary": "Accepted as CSV",
      "mediaType": "application/json",
      "headers": {},
      "body": {
        "fileId": "c64e9b37-f018-4d25-8e9c-5b7a20d3f16e",
        "fileName": "transactions.csv",
        "size": 20480,
        "accountId": "your-account-id",
        "documentType": "CSV"
      }
    },
    {
      "status": 200,
      "example": "acceptedDocument",
      "summary": "Accepted as a document",
      "mediaType": "application/json",
      "headers": {},
      "body": {
        "fileId": "1e57a3d9-6b42-4f80-a1c8-d20f94b6e73c",
        "fileName": "agreement.txt",
        "size": 7311,
        "accountId": "your-account-id",
        "documentType": "Document"
      }
    },
    {
      "status": 400,
      "example": "twoFiles",
      "summary": "Two or more files",
      "mediaType": "application/problem+json",
      "headers": {},
      "body": {
        "type": "urn:upload-contract:problem:two-files",
        "title": "More than one file",
        "status": 400,
        "detail": "Send exactly one file in a request.",
        "requirement": "R7"
      }
    },
    {
      "status": 400,
      "example": "missingFile",
      "summary": "No file",
      "mediaType": "application/problem+json",
      "headers": {},
      "body": {
        "type": "urn:upload-contract:problem:missing-file",
        "title": "No file",
        "status": 400,
        "detail": "The request has no file part. A text field is no file.",
        "requirement": "R6"
      }
    },
    {
      "status": 400,
      "example": "missingAccountId",
      "summary": "No account",
      "mediaType": "application/problem+json",
      "headers": {},
      "body": {
        "type": "urn:upload-contract:problem:missing-account",
        "title": "No account",
        "status": 400,
        "detail": "The field that names the account is missing or empty.",
        "requirement": "R5"
      }
    },
    {
      "status": 400,
      "example": "malformed",
      "summary": "Malformed multipart",
      "mediaType": "application/problem+json",
      "headers": {},
      "body": {
        "type": "urn:upload-contract:problem:malformed",
        "title": "Malformed multipart body",
        "status": 400,
        "detail": "The body is not complete multipart/form-data.",
        "requirement": "R18"
      }
    },
    {
      "status": 401,
      "example": "missingToken",
      "summary": "No token",
      "mediaType": "application/problem+json",
      "headers": {
        "WWW-Authenticate": "ApiKey realm=\"files\""
      },
      "body": {
        "type": "urn:upload-contract:problem:missing-token",
        "title": "No token",
        "status": 401,
        "detail": "Send the raw token in the Authorization header.",
        "requirement": "R2"
      }
    },
    {
      "status": 401,
      "example": "invalidToken",
      "summary": "A token that is not valid",
      "mediaType": "application/problem+json",
      "headers": {
        "WWW-Authenticate": "ApiKey realm=\"files\""
      },
      "body": {
        "type": "urn:upload-contract:problem:invalid-token",
        "title": "Token not valid",
        "status": 401,
        "detail": "The token is not valid. Send it raw, with no scheme in front.",
        "requirement": "R2"
      }
    },
    {
      "status": 403,
      "example": "foreignAccount",
      "summary": "An account that the token is not authorised for",
      "mediaType": "application/problem+json",
      "headers": {},
      "body": {
        "type": "urn:upload-contract:problem:foreign-account",
        "title": "Account not authorised",
        "status": 403,
        "detail": "The token is not authorised for this account.",
        "requirement": "R11"
      }
    },
    {
      "status": 403,
      "example": "unknownClient",
      "summary": "A client that the token is not authorised for",
      "mediaType": "application/problem+json",
      "headers": {},
      "body": {
        "type": "urn:upload-contract:problem:unknown-client",
        "title": "Client not authorised",
        "status": 403,
        "detail": "The token is not authorised for this client.",
        "requirement": "R3"
      }
    },
    {
      "status": 405,
      "example": "methodNotAllowed",
      "summary": "Another method",
      "mediaType": "application/problem+json",
      "headers": {
        "Allow": "POST"
      },
      "body": {
        "type": "urn:upload-contract:problem:method-not-allowed",
        "title": "Method not allowed",
        "status": 405,
        "detail": "Uploads are sent with POST.",
        "requirement": "R13"
      }
    },
    {
      "status": 413,
      "example": "tooLarge",
      "summary": "Too large",
      "mediaType": "application/problem+json",
      "headers": {},
      "body": {
        "type": "urn:upload-contract:problem:too-large",
        "title": "Too large",
        "status": 413,
        "detail": "The upload is larger than this deployment takes.",
        "requirement": "R13"
      }
    },
    {
      "status": 415,
      "example": "notMultipart",
      "summary": "Not multipart",
      "mediaType": "application/problem+json",
      "headers": {},
      "body": {
        "type": "urn:upload-contract:problem:not-multipart",
        "title": "Not multipart/form-data",
        "status": 415,
        "detail": "Send the body as multipart/form-data.",
        "requirement": "R4"
      }
    }
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
      "statement": "Refusals carry the documented status: 401 for the token, 403 for an account that is not authorised, 400 for two files, 400 for a missing field, 400 for malformed multipart, 415 for a body that is not multipart, 405 for another method, 413 for too large."
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
      "statement": "No response ever shows the token or a stack trace."
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
} as const),
  document: document as Contract['document'],
} satisfies Contract;

/** Of the sources that all this was written from. */
export const specHash = "223e7743afe304a9a67c4804c7a474b48e2645d859e8119a7bcb8402ad4f8b9f";

/** A rule of the contract: `R1` and so on. */
export type RequirementId = (typeof contract.requirements)[number]['id'];

/** A document type that is set when it is sent; every other value is accepted and not set (R8, R9). */
export type RecognisedDocumentType = (typeof contract.recognisedDocumentTypes)[number];
