// Written by `npm run generate` from spec/. Do not edit.
export interface paths {
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List entries, oldest first */
        get: operations["listExchanges"];
        put?: never;
        post?: never;
        /** Remove all entries */
        delete: operations["forgetExchanges"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/count": {
        parameters: {
            query?: {
                /** @description The status of the response. */
                status?: components["parameters"]["status"];
                /** @description The outcome of the response. */
                answered?: components["parameters"]["answered"];
                /** @description The client id in the path. */
                clientId?: components["parameters"]["clientId"];
                /** @description The text of this field in the request; empty for none. Each text field of the contract is such a filter, under its own name. */
                accountId?: components["parameters"]["accountId"];
                /** @description The text of this field in the request; empty for none. */
                documentType?: components["parameters"]["documentType"];
                /** @description The name of a file in the request. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only entries at this time or later. */
                since?: components["parameters"]["since"];
                /**
                 * @deprecated
                 * @description The account in the request, whatever the field's name. `accountId` is the same.
                 */
                account?: components["parameters"]["account"];
                /**
                 * @deprecated
                 * @description The document type that was set, whatever the field's name; empty for none.
                 */
                type?: components["parameters"]["type"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count entries */
        get: operations["countExchanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow entries */
        get: operations["streamExchanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of an entry. */
                id: number;
            };
            cookie?: never;
        };
        /** Show one entry */
        get: operations["showExchange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Force the response to the next upload
         * @description Several calls force several responses, in order. With `for`, the response waits for a matching upload, and does not affect others. It takes precedence over rules, and both take precedence over `Prefer`.
         */
        post: operations["forceNext"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rules, in order */
        get: operations["listRules"];
        put?: never;
        /**
         * Add a rule
         * @description The first matching rule decides. A rule applies as soon as everything that it names is known; until then, later rules wait.
         */
        post: operations["addRule"];
        /** Remove all rules */
        delete: operations["removeRules"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of a rule. */
                id: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove one rule */
        delete: operations["removeRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove all entries, forced responses and rules */
        post: operations["reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show this description */
        get: operations["describe"];
        put?: never;
        post?: never;
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
        /** @description A request, its ruling, and the response. */
        JournalEntry: {
            /** @description Numbered from 1. */
            id: number;
            /** Format: date-time */
            receivedAt: string;
            /** @description From the head of the request to the end of the exchange, or before that to the decision, in milliseconds. */
            duration: number;
            /** @description Bytes of the body received so far. */
            bytes: number;
            /** @description Whether the exchange has ended. An entry is shown as soon as its response is decided; until the exchange has ended, `answered` is the intended outcome. */
            over?: boolean;
            /** @description Whether a text in it was too long to be kept whole. Left out when false. */
            cut?: boolean;
            request: components["schemas"]["Request"];
            ruling?: components["schemas"]["Ruling"];
            answered: components["schemas"]["Answered"];
            response?: components["schemas"]["Response"];
        };
        /**
         * @description Whether a response was sent, or what happened instead: the connection was reset, the client got no response, or it disconnected before it had one.
         * @enum {string}
         */
        Answered: "sent" | "reset" | "hang" | "gone";
        Request: {
            method: string;
            /** @description Without the query; the first 1000 characters. */
            path: string;
            /** @description The first 100, by name in lower case, each cut to 1000 characters. Values of names that look secret are masked, and so are tokens anywhere in an entry. */
            headers: {
                [key: string]: string;
            };
            /** @description Whether the body was well-formed to its end. Left out when it was not checked. */
            complete?: boolean;
            /** @description The first 50 parts, in order. */
            parts: components["schemas"]["Part"][];
            partCount: number;
        };
        Part: {
            /** @constant */
            kind: "field";
            name: string;
            /** @description The first 1000 characters. */
            value: string;
        } | {
            /** @constant */
            kind: "file";
            name: string;
            fileName: string;
            mediaType: string;
            /** @description Bytes. */
            size: number;
            /** @description The SHA-256 of the content, in hexadecimal; only with `--digest`. */
            sha256?: string;
        };
        /** @description The ruling on the request. Left out when its path is not the contract's, or it is incomplete. */
        Ruling: {
            outcome: string;
            /** @description The rule behind it. */
            requirement: string;
            /** @description The statement of that rule. */
            statement: string;
            /** @description The document type that was set. */
            documentType?: string;
            /** @description The missing field, if the outcome is `missingField`. */
            field?: string;
        };
        /** @description The response. */
        Response: {
            status: number;
            headers: {
                [key: string]: string;
            };
            /** @description The first 10,000 characters. */
            body: string;
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
        };
        /** @description Either a documented response, by its status or the name of its example, or your own, with a body. Without either, it is the usual response, delayed or lost. `stall`, `reset`, `respondBeforeBody` and `fate` exclude each other. */
        NextResponse: {
            status?: number;
            /** @description The name of an example in the contract. */
            example?: string;
            /** @description Your own body, sent as JSON. */
            body?: unknown;
            /** @description Your own headers. */
            headers?: {
                [key: string]: string;
            };
            /** @description Milliseconds to wait before it is sent. */
            delay?: number;
            /**
             * @description The fault that replaces the response.
             * @enum {string}
             */
            fate?: "reset" | "hang";
            uploadRate?: components["schemas"]["Rate"];
            responseRate?: components["schemas"]["Rate"];
            /** @description How many bytes of the body the mock reads before `stall`, `reset` or `respondBeforeBody`. Default: 0. A shorter body is handled as usual. */
            afterBytes?: number;
            /** @description Stop reading, and send nothing. */
            stall?: boolean;
            /** @description Reset the connection. */
            reset?: boolean;
            /** @description Send the response - a `status`, an `example` or a `body` - while the client is still sending. */
            respondBeforeBody?: boolean;
            for?: components["schemas"]["UploadMatch"];
        };
        /** @description Bytes per second, as a number, or as a text with a unit: k is 1000, M is 1,000,000. The maximum rate of reading an upload, or of sending a response. */
        Rate: number | string;
        /** @description Criteria for uploads: each member has to match. In addition to those listed, each text field of the contract is a member, by its name: its text, or empty for none. */
        UploadMatch: {
            /** @description The client id in the path. */
            clientId?: string;
            /** @description The token of the request. It is masked wherever a rule is shown. */
            token?: string;
            /** @description The name of the file. */
            fileName?: string;
            /** @description Headers of the request, by name in any letter case, with their whole values. */
            header?: {
                [key: string]: string;
            };
        } & {
            [key: string]: string;
        };
        /** @description A response to matching uploads. The first matching rule applies to an upload. */
        NewRule: {
            when: components["schemas"]["UploadMatch"];
            respond: components["schemas"]["NextResponse"];
            /** @description The number of uploads; all when left out. */
            times?: number;
        };
        /** @description A rule, and how often it has been used. */
        Rule: {
            id: number;
            when: components["schemas"]["UploadMatch"];
            respond: components["schemas"]["NextResponse"];
            times?: number;
            used: number;
        };
    };
    responses: {
        /** @description The request is invalid, or its target does not exist. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 1 MiB. The mock stops reading, and closes the connection. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A page of another origin tries to change something. */
        AnotherOrigin: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The path does not support the method. */
        NotAllowed: {
            headers: {
                /** @description The supported methods. */
                Allow: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The status of the response. */
        status: number;
        /** @description The outcome of the response. */
        answered: components["schemas"]["Answered"];
        /** @description The client id in the path. */
        clientId: string;
        /** @description The text of this field in the request; empty for none. Each text field of the contract is such a filter, under its own name. */
        accountId: string;
        /** @description The text of this field in the request; empty for none. */
        documentType: string;
        /**
         * @deprecated
         * @description The account in the request, whatever the field's name. `accountId` is the same.
         */
        account: string;
        /**
         * @deprecated
         * @description The document type that was set, whatever the field's name; empty for none.
         */
        type: string;
        /** @description The name of a file in the request. */
        fileName: string;
        /** @description Only entries at this time or later. */
        since: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listExchanges: {
        parameters: {
            query?: {
                /** @description The status of the response. */
                status?: components["parameters"]["status"];
                /** @description The outcome of the response. */
                answered?: components["parameters"]["answered"];
                /** @description The client id in the path. */
                clientId?: components["parameters"]["clientId"];
                /** @description The text of this field in the request; empty for none. Each text field of the contract is such a filter, under its own name. */
                accountId?: components["parameters"]["accountId"];
                /** @description The text of this field in the request; empty for none. */
                documentType?: components["parameters"]["documentType"];
                /** @description The name of a file in the request. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only entries at this time or later. */
                since?: components["parameters"]["since"];
                /**
                 * @deprecated
                 * @description The account in the request, whatever the field's name. `accountId` is the same.
                 */
                account?: components["parameters"]["account"];
                /**
                 * @deprecated
                 * @description The document type that was set, whatever the field's name; empty for none.
                 */
                type?: components["parameters"]["type"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The matching entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntry"][];
                };
            };
            400: components["responses"]["Refused"];
            405: components["responses"]["NotAllowed"];
        };
    };
    forgetExchanges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["AnotherOrigin"];
            405: components["responses"]["NotAllowed"];
        };
    };
    countExchanges: {
        parameters: {
            query?: {
                /** @description The status of the response. */
                status?: components["parameters"]["status"];
                /** @description The outcome of the response. */
                answered?: components["parameters"]["answered"];
                /** @description The client id in the path. */
                clientId?: components["parameters"]["clientId"];
                /** @description The text of this field in the request; empty for none. Each text field of the contract is such a filter, under its own name. */
                accountId?: components["parameters"]["accountId"];
                /** @description The text of this field in the request; empty for none. */
                documentType?: components["parameters"]["documentType"];
                /** @description The name of a file in the request. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only entries at this time or later. */
                since?: components["parameters"]["since"];
                /**
                 * @deprecated
                 * @description The account in the request, whatever the field's name. `accountId` is the same.
                 */
                account?: components["parameters"]["account"];
                /**
                 * @deprecated
                 * @description The document type that was set, whatever the field's name; empty for none.
                 */
                type?: components["parameters"]["type"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The number of matching entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
            400: components["responses"]["Refused"];
            405: components["responses"]["NotAllowed"];
        };
    };
    streamExchanges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. `exchange` is sent when a response is decided, and `over` when the exchange has ended; the data of both is a JournalEntry. `forgotten` is sent when all entries were removed. A client that does not read is disconnected when 4 MiB are waiting for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            405: components["responses"]["NotAllowed"];
        };
    };
    showExchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of an entry. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntry"];
                };
            };
            404: components["responses"]["Refused"];
            405: components["responses"]["NotAllowed"];
        };
    };
    forceNext: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NextResponse"];
            };
        };
        responses: {
            /** @description Added. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused"];
            403: components["responses"]["AnotherOrigin"];
            404: components["responses"]["Refused"];
            405: components["responses"]["NotAllowed"];
            413: components["responses"]["TooLarge"];
        };
    };
    listRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules. Tokens are masked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"][];
                };
            };
            405: components["responses"]["NotAllowed"];
        };
    };
    addRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRule"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            400: components["responses"]["Refused"];
            403: components["responses"]["AnotherOrigin"];
            404: components["responses"]["Refused"];
            405: components["responses"]["NotAllowed"];
            413: components["responses"]["TooLarge"];
        };
    };
    removeRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["AnotherOrigin"];
            405: components["responses"]["NotAllowed"];
        };
    };
    removeRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of a rule. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["AnotherOrigin"];
            404: components["responses"]["Refused"];
            405: components["responses"]["NotAllowed"];
        };
    };
    reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["AnotherOrigin"];
            405: components["responses"]["NotAllowed"];
        };
    };
    describe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description, in OpenAPI. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            405: components["responses"]["NotAllowed"];
        };
    };
}
