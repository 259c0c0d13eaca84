// The architecture, drawn anew when the answer changes, and moved from one picture to the next.
import {html, useEffect, useRef} from "./vendor/preact-htm.js";
import {makeDrawing} from "./drawing.js";
import {picture} from "./view.js";

const PAUSE = 250;  // milliseconds between two pictures while a slider is dragged: a new layout takes a tenth of a second

export function Picture({machine, live, original, base, open}) {
  const host = useRef(null), drawing = useRef(null), first = useRef(null), last = useRef(0), drawn = one => picture(one.outline, machine.run(one.state), machine.model);
  useEffect(() => {
    const onBox = box => {
      const part = live.outline.parts.find(one => box.parts.includes(one.id)), [by] = part ? part.broughtBy || [] : [];
      if (by) open(by[0]);
    };
    drawing.current = drawing.current || makeDrawing(host.current, {base, label: "Architecture", onBox: box => drawing.onBox(box)});
    drawing.onBox = onBox;
    if (!first.current || first.current.of !== original) first.current = {of: original, picture: drawn(original)};
    const later = setTimeout(() => {
      last.current = Date.now();
      drawing.current.show(drawn(live), {before: live === original ? undefined : first.current.picture});
    }, Math.max(0, last.current + PAUSE - Date.now()));
    return () => clearTimeout(later);
  }, [live]);
  return html`<div class="pl-picture" ref=${host}></div>`;
}
