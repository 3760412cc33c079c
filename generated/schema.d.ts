// Written by `npm run generate` from spec/. Do not edit.
export interface paths {
    "/files/v1/{clientId}/upload_files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The caller's unique identifier within the system.
                 * @example your-client-id
                 */
                clientId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload one file
         * @description Takes exactly one file for an account. A recognised document type is set; any other value is accepted and leaves the type unset.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description The recognised document types. Only this list defines them.
         * @enum {string}
         */
        RecognisedDocumentType: "Invoice" | "CSV" | "Document";
        Upload: {
            /**
             * @description The account to upload to. The token has to be authorised for it.
             * @example your-account-id
             */
            accountId: string;
            /**
             * Format: binary
             * @description The file. A request has exactly one.
             */
            file: Blob;
            /**
             * @description What the file is. Values other than the recognised ones are accepted and not set.
             * @example CSV
             */
            documentType?: components["schemas"]["RecognisedDocumentType"] | (string & {});
        };
        /** @description What was stored. */
        UploadedFile: {
            /** @description Identifies the stored file. */
            fileId: string;
            /** @description The file's name, as sent, even when it is not ASCII; compared after Unicode NFC. */
            fileName: string;
            /** @description The file's size in bytes, as received. */
            size: number;
            /** @description The account that the file was uploaded to. */
            accountId: string;
            /** @description The document type that was set. Left out when none was. */
            documentType?: components["schemas"]["RecognisedDocumentType"];
        };
        /** @description Problem details (RFC 9457). Every member is optional there, and so it is here. */
        Problem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem.
             */
            type?: string;
            /** @description The kind of problem in a few words. */
            title?: string;
            /** @description The status of this response. */
            status?: number;
            /** @description What is wrong with this request, and what to do. */
            detail?: string;
            /** @description The rule of the contract behind the rejection. */
            requirement?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    uploadFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The caller's unique identifier within the system.
                 * @example your-client-id
                 */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Upload"];
            };
        };
        responses: {
            /** @description The file was accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedFile"];
                };
            };
            /** @description The request is not one well-formed upload of exactly one file. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is missing or not valid. */
            401: {
                headers: {
                    /**
                     * @description Names the required credentials (RFC 9110, section 11.6.1).
                     * @example ApiKey realm="files"
                     */
                    "WWW-Authenticate": "ApiKey realm=\"files\"";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is not authorised for this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Only POST is allowed here. */
            405: {
                headers: {
                    /**
                     * @description The methods that are allowed (RFC 9110, section 10.2.1).
                     * @example POST
                     */
                    Allow: "POST";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The upload is larger than the deployment accepts. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not multipart/form-data. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
