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
                /** @description The account that was sent. */
                account?: components["parameters"]["account"];
                /** @description The document type that was set; empty for none. */
                type?: components["parameters"]["type"];
                /** @description The name of a file that was sent. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only what came at this time or later. */
                since?: components["parameters"]["since"];
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
         * @description Called several times, it forces the responses to as many uploads, in that order.
         */
        post: operations["forceNext"];
        delete?: never;
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
        /** Forget all exchanges and forced responses */
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
            /** @description Whether the exchange has ended. An exchange is shown as soon as its response is decided; `answered` says until the end what is meant to become of it. */
            over?: boolean;
            /** @description Whether something in it was too long to be kept whole. Left out when not. */
            cut?: boolean;
            request: components["schemas"]["Request"];
            ruling?: components["schemas"]["Ruling"];
            /**
             * @description Whether a response was sent, or what happened instead.
             * @enum {string}
             */
            answered: "sent" | "reset" | "hang" | "gone";
            response?: components["schemas"]["Response"];
        };
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
        };
        /** @description What the contract says of the request. Left out when it reached no path of the contract. */
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
        /** @description Either a response that the contract documents, by its status or the name of its example, or one of your own, with a body. Without either, the response is the ordinary one, late or lost on its way. */
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
        /** @description The account that was sent. */
        account: string;
        /** @description The document type that was set; empty for none. */
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
                /** @description The account that was sent. */
                account?: components["parameters"]["account"];
                /** @description The document type that was set; empty for none. */
                type?: components["parameters"]["type"];
                /** @description The name of a file that was sent. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only what came at this time or later. */
                since?: components["parameters"]["since"];
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
                /** @description The account that was sent. */
                account?: components["parameters"]["account"];
                /** @description The document type that was set; empty for none. */
                type?: components["parameters"]["type"];
                /** @description The name of a file that was sent. */
                fileName?: components["parameters"]["fileName"];
                /** @description Only what came at this time or later. */
                since?: components["parameters"]["since"];
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
