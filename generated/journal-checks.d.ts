// Written by `npm run generate` from spec/. Do not edit.
/** Whether a value is valid; `errors` has the faults of the last one. */
export interface Check {
  (value: unknown): boolean;
  errors?: null | Fault[];
}

/** An error of Ajv. */
export interface Fault {
  instancePath: string;
  message?: string;
  params: Record<string, unknown>;
  parentSchema?: { properties?: object };
}

export declare const nextResponse: Check;
export declare const newRule: Check;
