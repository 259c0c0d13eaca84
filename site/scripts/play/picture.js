// The architecture, drawn anew when the answer changes, and moved from one picture to the next.
import {html, useEffect, useLayoutEffect, useRef} from "./vendor/preact-htm.js";
import {makeDrawing} from "./drawing.js";
import {picture} from "./view.js";

const REST = 150;  // milliseconds until a slider counts as at rest: a new layout takes longer than an answer

export function Picture({machine, live, original, drawn, base, open, still}) {
  const host = useRef(null), drawing = useRef(null), first = useRef(null), made = one => picture(one.outline, machine.run(one.state), machine.model);
  useLayoutEffect(() => { if (still) stand(host.current, still); }, []);
  useEffect(() => {
    if (!drawn) return undefined;
    const onBox = box => {
      const part = live.outline.parts.find(one => box.parts.includes(one.id)), [by] = part ? part.broughtBy || [] : [];
      if (by) open(by[0]);
    };
    drawing.current = drawing.current || makeDrawing(host.current, {base, label: "Architecture", onBox: box => drawing.onBox(box)});
    drawing.onBox = onBox;
    if (first.current && live !== original) host.current.classList.remove("pl-kept");
    const later = setTimeout(() => {
      if (!first.current || first.current.of !== original) first.current = {of: original, picture: made(original)};
      drawing.current.show(made(live), {before: live === original ? undefined : first.current.picture});
    }, first.current ? REST : 0);
    return () => clearTimeout(later);
  }, [live, drawn]);
  return html`<div class="pl-picture" ref=${host}></div>`;
}

/** The picture of the document stands where the first drawing will, which takes as much room, until something is changed. */
function stand(host, still) {
  const view = Object.assign(document.createElement("div"), {className: "dp-view"});
  view.append(still);
  host.append(view);
  host.style.setProperty("--pl-still", `${still.getBoundingClientRect().height}px`);
  host.classList.add("pl-kept");
}
