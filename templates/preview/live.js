/* Reloads this page when what it is made from has changed. A page that nobody sees does not listen, and asks when it is seen again. */
(() => {
  const { page, seen } = document.currentScript.dataset;
  let source = null;
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/-/events?page=${encodeURIComponent(page)}&seen=${encodeURIComponent(seen)}`);
    source.onmessage = () => { rest(); location.reload(); };
  };
  const rest = () => { source?.close(); source = null; };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
})();
