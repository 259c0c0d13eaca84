// Scenarios that a reader keeps in this browser, as fragments of addresses. Storage may be forbidden, full or spoiled: then nothing is kept, and no more.
const KEY = "designgen.play.", MOST = 50;
const object = one => one && typeof one === "object" && !Array.isArray(one) ? one : {};

/** {name: fragment} of a page. */
export function scenarios(page) {
  try {
    const kept = object(JSON.parse(localStorage.getItem(KEY + page) || "{}"));
    return Object.fromEntries(Object.entries(kept).filter(([name, text]) => name && typeof text === "string").slice(0, MOST));
  } catch { return {}; }
}
/** Whether it was kept. */
export function keep(page, all) {
  try { localStorage.setItem(KEY + page, JSON.stringify(all)); return true; } catch { return false; }
}

export function download(name, text, kind) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: `${kind};charset=utf-8`}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Copies a text, also where a page from disk may not use the clipboard. Whether it worked. */
export async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { return copyOld(text); }
}
function copyOld(text) {
  const area = document.createElement("textarea"), focused = document.activeElement;
  area.value = text;
  area.setAttribute("readonly", "");
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  area.select();
  let done = false;
  try { done = document.execCommand("copy"); } catch { done = false; }
  area.remove();
  focused?.focus?.();
  return done;
}
