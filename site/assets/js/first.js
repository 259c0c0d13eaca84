// Runs before the page is drawn.
(() => {
  // Our fonts are decoded at once, so that no line is drawn in another.
  document.fonts.forEach((one) => /stand-in/.test(one.family) || one.load());

  // The theme has every page ask for the index of the search, which is larger than the page. It waits for somebody who searches.
  const wanted = new Promise((found) => {
    const seen = (event) => event.target.closest?.('.md-search, [for="__search"]') && found();
    for (const name of ["focusin", "pointerover", "touchstart"]) document.addEventListener(name, seen, { passive: true });
    if (new URLSearchParams(location.search).has("q")) found();
  });
  const { open, send } = XMLHttpRequest.prototype, append = document.head.appendChild;
  const isIndex = (address) => /\/search\/search_index\.js(on)?$/.test(address);
  XMLHttpRequest.prototype.open = function (way, address, ...more) {
    this.waits = isIndex(String(address));
    return open.call(this, way, address, ...more);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (this.waits) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
  document.head.appendChild = function (one) {
    if (isIndex(one.src ?? "")) wanted.then(() => append.call(this, one));
    else append.call(this, one);
    return one;
  };
})();
