import type { ReportedExchange } from '../../report.ts';
import { type HttpTextLimits, requestLines, responseLines } from '../http-text.ts';
import { safeLine } from '../safe-text.ts';
import { type Markup, markup } from './markup.ts';

/** Request and response side by side, and the curl line; without limits only the curl line. */
export function exchangeBlock(
  exchange: ReportedExchange,
  limits: HttpTextLimits | undefined,
  number?: number,
): Markup {
  const which = number === undefined ? '' : ` ${number}`;
  return markup`<div class="exchange">
${limits === undefined ? undefined : sides(exchange, which, limits)}
<div class="wide"><h3>Send it again${which}</h3><pre tabindex="0" class="curl">${safeLine(exchange.curl)}</pre></div>
</div>`;
}

const sides = (exchange: ReportedExchange, which: string, limits: HttpTextLimits): Markup =>
  markup`<div><h3>Request${which}</h3><pre tabindex="0">${requestLines(exchange, limits).join('\n')}</pre></div>
<div><h3>Response${which}</h3><pre tabindex="0">${responseLines(exchange, limits).join('\n')}</pre></div>`;
