/** What is masked wherever it would be shown: the mock's own tokens, and those that rules name. */
export interface Secrets {
  add(secret: string): void;
  list(): readonly string[];
}

/** Of the tokens that rules have named, the last ones: a suite may name a new one in each test. */
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
