// Written by `npm run generate` from spec/. Do not edit.

import type { Contract } from '../spec/contract.ts';
import document from './openapi.json' with { type: 'json' };

/** The built-in contract: the facts of the spec, for code that must not repeat them. Sizes are in bytes. */
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
        "detail": "The upload is larger than this deployment accepts.",
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
      "title": "Well-formed uploads are accepted",
      "level": "MUST",
      "source": "page",
      "statement": "A well-formed upload with a valid raw token is accepted (2xx).",
      "client": "Send the raw token and the form as the endpoint page describes, and treat every 2xx status as success.",
      "provider": "Accept the forms that common clients write, whatever the kind, name and size of the file."
    },
    {
      "id": "R2",
      "title": "A valid token only",
      "level": "MUST",
      "source": "page",
      "statement": "Without an Authorization header, with an empty one, or with a token that is not valid, the upload is refused (401 or 403); a token in the query string is no substitute.",
      "client": "Send the raw token in the Authorization header of each request. On 401 or 403, obtain a new token before you retry. Keep the token out of the address, where logs would show it.",
      "provider": "Compare the whole token, letter case included, before anything is stored. Ignore a token in the query string."
    },
    {
      "id": "R3",
      "title": "The documented path only",
      "level": "MUST",
      "source": "page",
      "statement": "clientId is a path segment, and the path is exactly as documented.",
      "client": "Put your clientId into the path, URL-encoded. Do not rely on a redirect from a similar path.",
      "provider": "Serve uploads at the documented path only. Accept nothing on a path that lacks clientId, or has another segment."
    },
    {
      "id": "R4",
      "title": "A multipart body only",
      "level": "MUST",
      "source": "page",
      "statement": "The body is multipart/form-data; a JSON or urlencoded body is refused (4xx).",
      "client": "Let your HTTP library write the multipart/form-data body and its Content-Type, boundary included. Do not set that header by hand.",
      "provider": "Look at the media type before you read the body. Reject JSON and urlencoded bodies, even when they contain all the fields."
    },
    {
      "id": "R5",
      "title": "An account is required",
      "level": "MUST",
      "source": "page",
      "statement": "accountId is needed; without one, or with an empty one, the upload is refused (4xx).",
      "client": "Send accountId with each upload, and never as an empty text.",
      "provider": "Check that accountId is present and not empty before you store the file. Do not fall back to a default account."
    },
    {
      "id": "R6",
      "title": "A file is required",
      "level": "MUST",
      "source": "page",
      "statement": "file is needed; without a file part the upload is refused (4xx), and a text field named file is no file.",
      "client": "Give the file part a file name: without one, it is a text field and not a file.",
      "provider": "Recognise a file part by its file name. Reject an upload whose file is only text."
    },
    {
      "id": "R7",
      "title": "Exactly one file",
      "level": "MUST",
      "source": "page",
      "statement": "Exactly one file; two or more file parts are refused with an error status, whatever their names, contents, sizes, number and place, and whether a documentType is given or not.",
      "client": "Send one request for each file. A form with several files stores none of them, so let people choose several files only if you upload them one by one.",
      "provider": "Count file parts in the whole form, not only those named file. Read the form to its end before you store anything: the second file may come last."
    },
    {
      "id": "R8",
      "title": "Recognised types are set",
      "level": "MUST",
      "source": "page",
      "statement": "A recognised documentType is accepted, and the type is set to exactly that value.",
      "client": "Send Invoice, CSV, Document exactly as written here, and read the type back from the response.",
      "provider": "Store and show the value exactly as it was sent. Invoice, CSV, Document are recognised."
    },
    {
      "id": "R9",
      "title": "Other types are accepted, but not set",
      "level": "MUST",
      "source": "page",
      "statement": "Any other documentType, whatever its length and characters, is accepted, and the type is not set; never a default, never the raw value, never guessed from the file name. Near misses and the empty string are accepted, too.",
      "client": "An upload with another documentType succeeds, so the status does not tell you about a typing error. Compare the type in the response with the one that you sent.",
      "provider": "Accept the upload and leave the type unset. Do not validate documentType against a list, cut it, or guess a type from the file name."
    },
    {
      "id": "R10",
      "title": "No type sent, none set",
      "level": "MUST",
      "source": "page",
      "statement": "An upload without a documentType is accepted, and the type is not set.",
      "client": "Leave documentType out when you do not know it. The response then shows no type, or null.",
      "provider": "Keep the type unset. Do not apply a default, and do not guess a type from the file name."
    },
    {
      "id": "R11",
      "title": "Authorised accounts only",
      "level": "MUST",
      "source": "page",
      "statement": "An accountId that the token is not authorised for is refused (4xx).",
      "client": "Use an accountId that your token is authorised for. A retry does not help.",
      "provider": "Check the account against the token, not only that it exists, before you store the file."
    },
    {
      "id": "R12",
      "title": "Uploads do not influence each other",
      "level": "MUST",
      "source": "page",
      "statement": "A success never shows a documentType outside the recognised ones, and requests do not influence each other.",
      "client": "You may send uploads concurrently and over one connection. Each response describes only its own request.",
      "provider": "Share no state between requests, and show recognised types only."
    },
    {
      "id": "R13",
      "title": "The documented statuses",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Refusals carry the documented status: 401 for the token, 403 for an account that is not authorised, 400 for two files, 400 for a missing field, 400 for malformed multipart, 415 for a body that is not multipart, 405 for another method, 413 for too large.",
      "client": "Use the status to decide what to do: obtain a token, correct the request, or send a smaller file. Handle other 4xx statuses, too, because the use-case page leaves most of them open.",
      "provider": "Respond with the status that the spec documents for each rejection."
    },
    {
      "id": "R14",
      "title": "Rejections are problem details",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Refusals carry application/problem+json (RFC 9457).",
      "client": "Read `title` and `detail` when the media type is application/problem+json, and expect a rejection without them.",
      "provider": "Send rejections as application/problem+json. Let `detail` say what the client can correct."
    },
    {
      "id": "R15",
      "title": "A success says what was stored",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Success is 200 with a JSON object that fits the spec, its fileName the name that was sent (also one that is not ASCII, compared after Unicode NFC), its size equal to the bytes that were sent and its documentType left out when not set.",
      "client": "Keep the identifier from the response, and compare size with the bytes that you sent.",
      "provider": "Describe the file as received: its name as sent, its size in bytes. Leave documentType out when no type is set."
    },
    {
      "id": "R16",
      "title": "Types match exactly",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Recognition is exact; with another letter case, with whitespace around it and with the empty string the type is not set.",
      "client": "Do not change the letter case of a type or put whitespace around it: it would not be set.",
      "provider": "Compare types as they are, without trimming or ignoring case."
    },
    {
      "id": "R17",
      "title": "All that HTTP and multipart allow",
      "level": "SHOULD",
      "source": "reference",
      "statement": "What HTTP and RFC 7578 allow is accepted: parts in any order, chunked transfer coding, a quoted boundary, a file name that is not ASCII, an empty file, binary content, a 5 MiB file, extra text fields.",
      "client": "Any conforming HTTP library will do. You need not order the parts, or know the length before you send.",
      "provider": "Parse forms with a conforming multipart parser, and files of 5 MiB as they stream in. Keep each byte as it is, and ignore unknown text fields."
    },
    {
      "id": "R18",
      "title": "Malformed multipart is rejected",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Malformed multipart (truncated, without a boundary parameter, without a closing boundary) is refused with 4xx, promptly.",
      "client": "An interrupted upload is never stored as a success. Send the whole upload again.",
      "provider": "Reject a form that ends early with 4xx immediately. Do not wait for the missing bytes, and do not store the rest."
    },
    {
      "id": "R19",
      "title": "No token and no stack trace in responses",
      "level": "SHOULD",
      "source": "reference",
      "statement": "No response ever shows the token or a stack trace.",
      "client": "You may log responses. Do not log your own requests with the Authorization header in them.",
      "provider": "Do not repeat request headers in responses, and turn off error pages that show code."
    },
    {
      "id": "R20",
      "title": "Complete and stable responses",
      "level": "SHOULD",
      "source": "reference",
      "statement": "No 5xx, no dropped connection, no time-out and no response that HTTP clients reject (framing, lengths, a content coding that the body does not have) on any of the above; the same request gets the same response each time.",
      "client": "Treat 5xx, a lost connection and a time-out as unknown: the file may be stored all the same.",
      "provider": "Respond to each request, even to one that you reject. Send lengths and content codings that fit the body."
    },
    {
      "id": "R21",
      "title": "Fields come from the form alone",
      "level": "SHOULD",
      "source": "reference",
      "statement": "Fields come from the form alone; accountId or documentType in the query string or in a header is no substitute and has no effect.",
      "client": "Put all fields into the form. What you add to the query string or to headers has no effect.",
      "provider": "Read the fields from the form, not from a map into which your framework merges the query string."
    }
  ]
} as const),
  document: document as Contract['document'],
} satisfies Contract;

/** The hash of the sources that this was written from. */
export const specHash = "a874a198f25f41f9cac20e75b6382f6867871bbb2e93d60fc4a38f734b88a061";

/** A rule of the contract: `R1` and so on. */
export type RequirementId = (typeof contract.requirements)[number]['id'];

/** A document type that is set when it is sent; every other value is accepted and not set (R8, R9). */
export type RecognisedDocumentType = (typeof contract.recognisedDocumentTypes)[number];
