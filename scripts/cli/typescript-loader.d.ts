/** Lets Node load TypeScript sources from here on. */
export declare function loadTypeScript(): Promise<void>;
/** Makes imports fast again; no TypeScript can be loaded any more. */
export declare function releaseTypeScript(): Promise<void>;
