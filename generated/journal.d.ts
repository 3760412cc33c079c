// Written by `npm run generate` from spec/. Do not edit.
export interface paths {
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List exchanges, the oldest first */
        get: operations["listExchanges"];
        put?: never;
        post?: never;
        /** Forget all exchanges */
        delete: operations["forgetExchanges"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/count": {
        parameters: {
            query?: {
                /** @description The status that was answered. */
                status?: components["parameters"]["status"];
                /** @description What became of the response. */
                answered?: components["parameters"]["answered"];
                /** @description The client id in the path. */
                clientId?: components["parameters"]["clientId"];
                /** @description The text that was sent in this field; empty for none. Each text field of the contract is such a filter, under its own name. */
                accountId?: components["parameters"]["accountId"];
                /** @description The text that was sent in this field; empty for none. */
                documentType?: components["parameters"]["documentType"];
                /** @description The name of a file that was sent. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only what came at this time or later. */
                since?: components["parameters"]["since"];
                /**
                 * @deprecated
                 * @description The account that was sent, whatever the field's name. `accountId` says the same.
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
        /** Count exchanges */
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
        /** Follow exchanges */
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
                /** @description The number of an exchange. */
                id: number;
            };
            cookie?: never;
        };
        /** Show one exchange */
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
         * @description Called several times, it forces the responses to as many uploads, in that order. With `for`, it waits for an upload that is like that, and leaves all others alone. It comes before rules, and both come before `Prefer`.
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
         * @description The first rule that an upload fits decides. A rule applies as soon as everything that it names is known; until then it holds up those behind it.
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
        /** Forget all exchanges, forced responses and rules */
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
        /** @description A request, what became of it, and what was answered. */
        JournalEntry: {
            /** @description Counts up from 1. */
            id: number;
            /** Format: date-time */
            receivedAt: string;
            /** @description From the head of the request to the end of the exchange, or until now to the decision, in milliseconds. */
            duration: number;
            /** @description How many bytes of the body have come. */
            bytes: number;
            /** @description Whether the exchange has ended. An exchange is shown as soon as its response is decided; `answered` says until the end what is meant to become of it. */
            over?: boolean;
            /** @description Whether something in it was too long to be kept whole. Left out when not. */
            cut?: boolean;
            request: components["schemas"]["Request"];
            ruling?: components["schemas"]["Ruling"];
            answered: components["schemas"]["Answered"];
            response?: components["schemas"]["Response"];
        };
        /**
         * @description Whether a response was sent, or what happened instead: the connection was reset, the client was left to wait, or it was gone before it had its response.
         * @enum {string}
         */
        Answered: "sent" | "reset" | "hang" | "gone";
        Request: {
            method: string;
            /** @description Without the query; the first 1000 characters. */
            path: string;
            /** @description The first 100, by name in lower case, each cut to 1000 characters. What stands under a name that looks secret is masked, as tokens are wherever they stand in an exchange. */
            headers: {
                [key: string]: string;
            };
            /** @description Whether the body was well-formed to its end. Left out when it was not looked at. */
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
            /** @description The SHA-256 of the content, in hexadecimal; with `--digest` alone. */
            sha256?: string;
        };
        /** @description What the contract says of the request. Left out when it reached no path of the contract, or not as a whole. */
        Ruling: {
            outcome: string;
            /** @description The rule that it rests on. */
            requirement: string;
            /** @description What that rule says. */
            statement: string;
            /** @description The document type that was set. */
            documentType?: string;
            /** @description The field that is missing, where the outcome is `missingField`. */
            field?: string;
        };
        /** @description What was answered. */
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
        /** @description Either a response that the contract documents, by its status or the name of its example, or one of your own, with a body. Without either, the response is the ordinary one, late or lost on its way. Of `stall`, `reset`, `respondBeforeBody` and `fate` there may be one. */
        NextResponse: {
            status?: number;
            /** @description The name of an example in the contract. */
            example?: string;
            /** @description A body of your own, sent as JSON. */
            body?: unknown;
            /** @description Headers of your own. */
            headers?: {
                [key: string]: string;
            };
            /** @description Milliseconds to wait before it is sent. */
            delay?: number;
            /**
             * @description What happens instead of sending it.
             * @enum {string}
             */
            fate?: "reset" | "hang";
            uploadRate?: components["schemas"]["Rate"];
            responseRate?: components["schemas"]["Rate"];
            /** @description How many bytes of the body have to come before `stall`, `reset` or `respondBeforeBody`; 0 when left out. A body that is shorter is handled as ever. */
            afterBytes?: number;
            /** @description Read no further, and send nothing. */
            stall?: boolean;
            /** @description Reset the connection. */
            reset?: boolean;
            /** @description Send the response - a `status`, an `example` or a `body` - while the client is still sending. */
            respondBeforeBody?: boolean;
            for?: components["schemas"]["UploadMatch"];
        };
        /** @description Bytes a second, as a number, or as a text with a unit: k is 1000, M is 1,000,000. An upload is read, or a response is sent, no faster. */
        Rate: number | string;
        /** @description What an upload is like: each member has to fit. Besides those that are listed, each text field of the contract is one, by its name: the text that is sent in it, empty for none. */
        UploadMatch: {
            /** @description The client id in the path. */
            clientId?: string;
            /** @description The token that is sent. It is masked wherever a rule is shown. */
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
        /** @description A response to the uploads that fit. One rule for each upload, the first that it fits. */
        NewRule: {
            when: components["schemas"]["UploadMatch"];
            respond: components["schemas"]["NextResponse"];
            /** @description For how many uploads; for all when left out. */
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
        /** @description The request makes no sense, or asks for what is not there. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 1 MiB. It is read no further, and the connection is closed. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A page of another origin wants to change something. */
        AnotherOrigin: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The path has no such method. */
        NotAllowed: {
            headers: {
                /** @description The methods that it has. */
                Allow: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The status that was answered. */
        status: number;
        /** @description What became of the response. */
        answered: components["schemas"]["Answered"];
        /** @description The client id in the path. */
        clientId: string;
        /** @description The text that was sent in this field; empty for none. Each text field of the contract is such a filter, under its own name. */
        accountId: string;
        /** @description The text that was sent in this field; empty for none. */
        documentType: string;
        /**
         * @deprecated
         * @description The account that was sent, whatever the field's name. `accountId` says the same.
         */
        account: string;
        /**
         * @deprecated
         * @description The document type that was set, whatever the field's name; empty for none.
         */
        type: string;
        /** @description The name of a file that was sent. */
        fileName: string;
        /** @description Only what came at this time or later. */
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
                /** @description The status that was answered. */
                status?: components["parameters"]["status"];
                /** @description What became of the response. */
                answered?: components["parameters"]["answered"];
                /** @description The client id in the path. */
                clientId?: components["parameters"]["clientId"];
                /** @description The text that was sent in this field; empty for none. Each text field of the contract is such a filter, under its own name. */
                accountId?: components["parameters"]["accountId"];
                /** @description The text that was sent in this field; empty for none. */
                documentType?: components["parameters"]["documentType"];
                /** @description The name of a file that was sent. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only what came at this time or later. */
                since?: components["parameters"]["since"];
                /**
                 * @deprecated
                 * @description The account that was sent, whatever the field's name. `accountId` says the same.
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
            /** @description The exchanges that fit. */
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
            /** @description Forgotten. */
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
                /** @description The status that was answered. */
                status?: components["parameters"]["status"];
                /** @description What became of the response. */
                answered?: components["parameters"]["answered"];
                /** @description The client id in the path. */
                clientId?: components["parameters"]["clientId"];
                /** @description The text that was sent in this field; empty for none. Each text field of the contract is such a filter, under its own name. */
                accountId?: components["parameters"]["accountId"];
                /** @description The text that was sent in this field; empty for none. */
                documentType?: components["parameters"]["documentType"];
                /** @description The name of a file that was sent. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only what came at this time or later. */
                since?: components["parameters"]["since"];
                /**
                 * @deprecated
                 * @description The account that was sent, whatever the field's name. `accountId` says the same.
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
            /** @description How many fit. */
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
            /** @description Server-sent events. `exchange` comes when a response is decided, and `over` when the exchange has ended; the data of both is a JournalEntry. `forgotten` says that all were forgotten. A client that does not read is dropped once 4 MiB wait for it. */
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
                /** @description The number of an exchange. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exchange. */
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
            /** @description Noted. */
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
            /** @description Forgotten. */
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
