import { escapeMarkup } from '../../tests/contract/report/formats/html/markup.ts';
import type { Report } from '../../tests/contract/report/report.ts';

const colours = { conforms: 'brightgreen', violates: 'red', inconclusive: 'orange' } as const;

/** Dark enough for white text. */
const grounds = { conforms: '#146c2e', violates: '#a61e36', inconclusive: '#7a4d00' } as const;

const words = { conforms: 'kept', violates: 'broken', inconclusive: 'inconclusive' } as const;

const label = 'upload contract';

/** `broken, 3 of 328 cases`: the verdict, and the number of cases behind it. */
function messageOf({ verdict, counts }: Report): string {
  const { cases, fail, warn, pass, inconclusive } = counts;
  if (verdict === 'violates') return `${words[verdict]}, ${fail} of ${cases} cases`;
  if (verdict === 'inconclusive') return `${words[verdict]}, ${inconclusive} of ${cases} cases`;
  return `${words[verdict]}, ${pass} of ${cases} cases${warn > 0 ? `, ${warn} warnings` : ''}`;
}

/** The endpoint format of shields.io: https://shields.io/badges/endpoint-badge. */
export const shieldsEndpoint = (report: Report): string =>
  `${JSON.stringify({ schemaVersion: 1, label, message: messageOf(report), color: colours[report.verdict] }, null, 2)}\n`;

/** The same as an image. */
export function badge(report: Report): string {
  const message = messageOf(report);
  const [left, right] = [label, message].map((text) => Math.ceil(text.length * 6.6) + 12) as [number, number];
  const title = escapeMarkup(`${label}: ${message}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">
<title>${title}</title>
<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3c4350"/><rect x="${left}" width="${right}" height="20" fill="${grounds[report.verdict]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="${left / 2}" y="14" textLength="${left - 12}">${label}</text>
<text x="${left + right / 2}" y="14" textLength="${right - 12}">${escapeMarkup(message)}</text>
</g>
</svg>
`;
}
