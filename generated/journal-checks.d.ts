// Written by `npm run generate` from spec/. Do not edit.
/** Says whether a value is as described; `errors` holds what is wrong with the last one. */
export interface Check {
  (value: unknown): boolean;
  errors?: null | Fault[];
}

/** As Ajv says it. */
export interface Fault {
  instancePath: string;
  message?: string;
  params: Record<string, unknown>;
  parentSchema?: { properties?: object };
}

export declare const nextResponse: Check;
export declare const newRule: Check;
