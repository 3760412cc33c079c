import type { Faker } from '@faker-js/faker';

/** A one-page PDF 1.4 invoice that PDF readers open: five objects, a cross-reference table and a trailer. */
export function invoicePdf(faker: Faker): Uint8Array {
  const lines = [
    `Invoice ${faker.finance.accountNumber(6)}`,
    faker.company.name(),
    faker.location.streetAddress(),
    ...Array.from({ length: 4 }, () => `${faker.commerce.productName()}   ${faker.commerce.price()}`),
  ];
  const text = lines
    .map((line, index) => `1 0 0 1 72 ${760 - index * 20} Tm (${escapeText(line)}) Tj`)
    .join('\n');
  const content = `BT /F1 12 Tf\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  return new TextEncoder().encode(assemble(objects));
}

/** Numbers the objects and records the offset of each (ISO 32000-1, section 7.5.4). All text is ASCII. */
function assemble(objects: string[]): string {
  const offsets: number[] = [];
  let body = '%PDF-1.4\n';
  for (const [index, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${body}xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}

const escapeText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, '\\$&');
