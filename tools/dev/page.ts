// Runs in the pages of a development server: reloads them after a build, and shows the errors of a failed build.
let version: number | undefined;
let overlay: HTMLElement | undefined;

// A page in a frame is loaded again together with the page around it. A browser opens only six such streams.
if (self === top)
  new EventSource('/_dev/events').addEventListener('message', (event) => {
    const state = JSON.parse(event.data);
    version ??= state.version;
    if (state.version !== version) location.reload();
    show(state.fault);
  });

function show(fault: string | null): void {
  overlay?.remove();
  if (!fault) return;
  overlay = document.createElement('pre');
  overlay.id = 'dev-fault';
  overlay.setAttribute('role', 'alert');
  overlay.textContent = `${fault}\n\nThe shop still serves the last successful build.`;
  overlay.style.cssText =
    'position:fixed;inset:auto 0 0 0;z-index:99;max-height:60vh;overflow:auto;margin:0;padding:16px 20px;background:#2a1215;color:#ffd9d6;font:13px/1.5 ui-monospace,monospace;white-space:pre-wrap';
  document.body.append(overlay);
}
