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

const REST = 150, SLICE = 5;  // milliseconds: until a slider counts as at rest, and of work at a time
/** What flips where, {fact: [tick]}: the facts in `first` before all others, a few at a time while nobody waits, once a slider rests. */
export function useMarks(machine, state, first) {
  const [marks, setMarks] = useState({});
  useEffect(() => {
    const all = Object.keys(machine.model.facts), names = [...new Set([...first, ...all])], steps = machine.eachTicks(state, names), found = {};
    let waiting = setTimeout(slice, REST), shown = false;
    function slice() {
      for (const end = performance.now() + SLICE; performance.now() < end;) {
        const {value, done} = steps.next();
        if (done) return setMarks(found);
        found[value[0]] = value[1];
        if (!shown && !first.includes(value[0])) { shown = true; setMarks(old => ({...old, ...found})); }
      }
      waiting = setTimeout(slice, 0);
    }
    return () => clearTimeout(waiting);
  }, [state]);
  return marks;
}

/** Whether what only the picture needs has come; it is asked for after the first answer is shown. */
export function useDrawn(texts, model) {
  const [there, setThere] = useState(false);
  useEffect(() => { texts.load("drawn").then(() => setThere(Boolean(model.outline.view))); }, []);
  return there;
}

/** Loads the texts of what is open and of what changed. A number that grows with each file that came; 0 before the first. */
export function useTexts(texts, model, opened, flips) {
  const [read, setRead] = useState(0), wanted = [...new Set([opened, ...flips.map(one => one.id)].filter(Boolean))];
  useEffect(() => texts.listen(() => setRead(old => old + 1)), []);
  useEffect(() => { wanted.forEach(id => texts.want(id)); }, [wanted.join()]);
  return read;
}

/** A menu closes by Escape, which leads back to its button, and when somebody acts elsewhere on the page. */
export function useClosing(menu) {
  useEffect(() => {
    const away = event => { if (menu.current.open && !menu.current.contains(event.target)) menu.current.open = false; };
    const escape = event => {
      if (event.key !== "Escape" || !menu.current.open) return;
      menu.current.open = false;
      menu.current.querySelector("summary").focus();
    };
    const acts = [["pointerdown", away], ["focusin", away], ["keydown", escape]];
    acts.forEach(one => document.addEventListener(...one));
    return () => acts.forEach(one => document.removeEventListener(...one));
  }, []);
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
