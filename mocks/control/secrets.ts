/** Secrets to mask wherever they would be shown: the mock's own tokens, and those that rules name. */
export interface Secrets {
  add(secret: string): void;
  list(): readonly string[];
}

/** The latest tokens of rules: a suite may use a new one in each test. */
const most = 1000;

export function createSecrets(own: readonly string[] = []): Secrets {
  let all = own;
  const added = new Set<string>();
  return {
    add(secret) {
      if (added.has(secret) || own.includes(secret)) return;
      added.add(secret);
      for (const first of added) {
        if (added.size <= most) break;
        added.delete(first);
      }
      all = [...own, ...added];
    },
    list: () => all,
  };
}
