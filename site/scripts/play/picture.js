// The architecture, drawn anew when the answer changes, and moved from one picture to the next.
import {html, useEffect, useRef} from "./vendor/preact-htm.js";
import {makeDrawing} from "./drawing.js";
import {picture} from "./view.js";

export function Picture({machine, live, original, base, open, ready}) {
  const host = useRef(null), drawing = useRef(null), first = useRef(null), drawn = one => picture(one.outline, machine.run(one.state), machine.model);
  useEffect(() => {
    const onBox = box => {
      const part = live.outline.parts.find(one => box.parts.includes(one.id)), [by] = part ? part.broughtBy || [] : [];
      if (by) open(by[0]);
    };
    drawing.current = drawing.current || makeDrawing(host.current, {base, label: "Architecture", onBox: box => drawing.onBox(box)});
    drawing.onBox = onBox;
    first.current = first.current || drawn(original);
    drawing.current.show(drawn(live), {before: live === original ? undefined : first.current});
  }, [live]);
  return html`<div class="pl-picture" ref=${host}></div>`;
}
