/** Text that a shell would run, if it were part of a step. */
export const hostileValues = [
  "'$(touch x)'",
  '"; touch x; "',
  '`touch x`\n$(touch x)\n\n; touch x #',
  `\${{ github.token }} $UPLOAD_TOKEN --token=x * ~ \\`,
];

/** The blocks of a page for a system, without their fences: the fence names it after `yaml`. */
export const snippets = (text: string, system: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`yaml ${system}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block]) => block ?? '',
  );
