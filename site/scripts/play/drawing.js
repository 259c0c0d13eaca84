// The live picture of a design. What draws it (site/scripts/play/drawing/) is loaded when it is first shown.
const loaded = new Map();

// A script of ours, once a page; false where it cannot be had.
const load = src => {
  if (!loaded.has(src)) {
    loaded.set(src, new Promise(done => {
      const script = document.createElement("script");
      Object.assign(script, {src, onload: () => done(true), onerror: () => done(false)});
      document.head.append(script);
    }));
  }
  return loaded.get(src);
};

/** A drawing in `host`, whose content stays until the first picture is there. `base` is the address of the assets, `onBox(box)` is called
 *  when a reader takes a box: {id, name, parts, …}. show(picture, {before}) promises what changed against the picture before: {added:
 *  [name], removed: [name], changed: [{id, name, was, says}]}, or null where a later call went first, there is no picture, or the scripts are not there. */
export const makeDrawing = (host, {base = "../assets/", onBox = () => {}} = {}) => {
  let live = null;
  const open = async () => {
    const graphviz = load(`${base}js/viz/viz-global.js`), there = await Promise.all(["js/play-drawing.js", "play/picture.js"].map(name => load(base + name)));
    return there.every(Boolean) ? globalThis.designgenDrawing.makeLive(host, {graphviz, shapes: globalThis.designgenPicture, onBox}) : null;
  };
  const show = async (picture, {before = null} = {}) => {
    live ??= open();
    return (await live)?.(picture, before) ?? null;
  };
  return {show};
};
