// What waits: work for when the reader pauses, texts that come in files, keys.
import {useEffect, useState} from "./vendor/preact-htm.js";

/** What `work` gives, worked out when the page has nothing else to do after `inputs` changed; until then what it gave before. */
export function useIdle(work, inputs, first) {
  const [value, setValue] = useState(first);
  useEffect(() => {
    const idle = window.requestIdleCallback ? act => [requestIdleCallback(act, {timeout: 400}), cancelIdleCallback] : act => [setTimeout(act, 60), clearTimeout];
    const [waiting, stop] = idle(() => setValue(work()));
    return () => stop(waiting);
  }, inputs);
  return value;
}

/** Loads the texts of what is open and of what changed. A number that grows with each file that came; 0 before the first. */
export function useTexts(texts, model, opened, flips) {
  const [read, setRead] = useState(0), wanted = [...new Set([opened, ...flips.map(one => one.id)].filter(Boolean))];
  useEffect(() => texts.listen(() => setRead(old => old + 1)), []);
  useEffect(() => { wanted.forEach(id => texts.want(id)); }, [wanted.join()]);
  return read;
}

const TYPES = "input:not([type=range], [type=radio], [type=checkbox]), textarea, [contenteditable]";
/** Ctrl+Z takes back, Ctrl+Shift+Z or Ctrl+Y does it again, unless somebody types: then the field's own undo works. */
export function useKeys(act) {
  useEffect(() => {
    const pressed = event => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest?.(TYPES) || document.querySelector("dialog[open]")) return;
      const key = event.key.toLowerCase(), move = key === "z" ? event.shiftKey ? act.redo : act.undo : key === "y" ? act.redo : null;
      if (move) { event.preventDefault(); move(); }
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
