/** What a shell would run, if the text of a step held it. */
export const hostileValues = [
  "'$(touch x)'",
  '"; touch x; "',
  '`touch x`\n$(touch x)\n\n; touch x #',
  `\${{ github.token }} $UPLOAD_TOKEN --token=x * ~ \\`,
];

/** The blocks of a page for a system, without their fences: what a fence says behind `yaml`. */
export const snippets = (text: string, system: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`yaml ${system}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block]) => block ?? '',
  );
