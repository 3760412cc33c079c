import { createUploadClient, UploadError } from 'upload-contract/client';

const html = `
  <label>File <input type="file"></label>
  <progress value="0" max="1" aria-label="Progress"></progress>
  <button type="button" name="cancel" disabled>Cancel</button>
  <button type="button" name="retry" disabled>Try again</button>
  <p role="status"></p>`;

/** A form that uploads the selected file, with a progress bar, a cancel button, and a retry. */
export function mountUploadForm(root: HTMLElement, baseUrl: string): void {
  root.innerHTML = html;
  const [input, bar, status] = [part(root, 'input'), part(root, 'progress'), part(root, 'p')];
  const [cancel, retry] = [part(root, 'button', '[name=cancel]'), part(root, 'button', '[name=retry]')];
  const client = createUploadClient({ baseUrl, clientId: 'acme', token: 'any-token', retry: 0 });
  let controller = new AbortController();

  async function upload(): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    controller = new AbortController();
    [cancel.disabled, retry.disabled, status.textContent] = [false, true, 'Uploading'];
    try {
      const { signal } = controller;
      const onProgress = ({ loaded, total }: { loaded: number; total: number | undefined }) => {
        bar.value = total ? loaded / total : 0;
      };
      const result = await client.uploadFile({ accountId: '1001', file, signal, onProgress });
      status.textContent = result.ok ? `Stored ${result.data.fileName}` : `Rejected: ${result.problem.title}`;
    } catch (error) {
      status.textContent = textOf(error);
      retry.disabled = false;
    } finally {
      cancel.disabled = true;
    }
  }

  input.addEventListener('change', upload);
  retry.addEventListener('click', upload);
  cancel.addEventListener('click', () => controller.abort());
}

function textOf(error: unknown): string {
  if (!(error instanceof UploadError)) return 'Something is wrong with this page.';
  if (error.name === 'AbortError') return 'Cancelled.';
  return error.mayBeStored ? 'It may have arrived. Look before you try again.' : 'It did not arrive.';
}

function part<Tag extends keyof HTMLElementTagNameMap>(root: HTMLElement, tag: Tag, more = '') {
  const found = root.querySelector<HTMLElementTagNameMap[Tag]>(tag + more);
  if (!found) throw new Error(`There is no ${tag}${more}.`);
  return found;
}
