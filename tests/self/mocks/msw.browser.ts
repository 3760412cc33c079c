import { expect, test } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import { launchBrowser } from '../browser/launch.ts';
import { servePage } from '../generated/client/pages/page.ts';

const path = contract.path.replace(`{${contract.clientIdParameter}}`, 'client-1');
const { account, content, type } = contract.fields;

test('the handlers for Mock Service Worker rule in a browser', async () => {
  const source = `
    import { getResponse } from 'msw';
    import { uploadHandlers } from './mocks/msw.ts';
    const body = new FormData();
    body.append('${account}', '1001');
    body.append('${type}', '${contract.recognisedDocumentTypes[0]}');
    body.append('${content}', new File(['id,name'], 'überweisung.csv'));
    const request = new Request('https://deployment.example${path}', { method: 'POST', headers: { ${contract.credential.header}: 'any' }, body });
    const response = await getResponse(uploadHandlers(), request);
    document.body.textContent = response.status + ' ' + await response.text();`;
  const { url: pageUrl, server } = await servePage(
    '<body></body><script type="module" src="page.js"></script>',
    source,
  );
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(pageUrl);
  await page.getByText(/^\d{3} /).waitFor();
  const [, status, body] = /^(\d+) (.*)$/.exec((await page.textContent('body')) ?? '') ?? [];
  await browser.close();
  server.close();
  const { members } = contract.success;
  expect(Number(status)).toBe(contract.success.status);
  expect(JSON.parse(body ?? '')).toMatchObject({
    [members.name]: 'überweisung.csv',
    [members.size]: 7,
    [members.type]: contract.recognisedDocumentTypes[0],
  });
});
