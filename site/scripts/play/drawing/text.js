// Widths of text without any font: the advance widths that the drawings of the document are measured with, so that a box is as
// large here as there, whatever fonts a reader has. Sizes in px.
const REGULAR = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
  69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
  82, 59, 59, 52, 64, 34, 64, 84,
];
const BOLD = [
  35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84,
  84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77,
  72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71,
  65, 92, 65, 65, 58, 71, 37, 71, 84,
];
const CLINGS = /[\p{Mn}\p{Me}\p{Cf}]/u, IDEOGRAPH = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

const advance = (letter, table) => {
  const code = letter.codePointAt(0);
  if (code > 31 && code < 127) return table[code - 32];
  if (code >= 0x1f000) return 136;
  if (CLINGS.test(letter)) return 0;
  if (IDEOGRAPH.test(letter)) return 105;
  const parts = letter.normalize("NFKD"), base = parts.codePointAt(0);
  return base > 32 && base < 127 ? table[base - 32] + 2 : Math.max(95, 20 * [...parts].length);
};

const known = [new Map(), new Map()];

/** The width of one line, never less than what a common face needs. */
export const width = (text, size, bold = false) => {
  const found = known[+bold];
  if (!found.has(text)) {
    if (found.size > 4000) found.clear();
    let sum = 0;
    for (const letter of text) sum += advance(letter, bold ? BOLD : REGULAR);
    found.set(text, sum);
  }
  return found.get(text) * size / 100;
};

/** One line of printable text. */
export const clean = text => String(text ?? "").replace(/[\p{C}\p{Z}\s]+/gu, " ").trim();

/** The text, or as much of its beginning as fits, with an ellipsis. */
export const fit = (text, size, most, bold = false) => {
  if (width(text, size, bold) <= most) return text;
  const left = [...text], room = most - width("…", size, bold);
  while (left.length && width(left.join(""), size, bold) > room) left.pop();
  return `${left.join("").trimEnd()}…`;
};

// Each line as full as it gets.
const filled = (words, size, most, bold) => {
  const lines = [];
  for (const word of words) {
    const longer = lines.length && `${lines[lines.length - 1]} ${word}`;
    if (longer && width(longer, size, bold) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

/** As few lines as hold it, of about one length; what is too long for the last of `lines` loses its end. */
export const wrap = (text, size, most, bold = false, lines = 2) => {
  if (width(text, size, bold) <= most) return [text];
  const words = text.split(" ").map(word => fit(word, size, most, bold));
  let full = filled(words, size, most, bold);
  if (full.length > lines) return [...full.slice(0, lines - 1), fit(full.slice(lines - 1).join(" "), size, most, bold)];
  for (let narrow = most - 4; narrow > most / 3; narrow -= 4) {
    const tighter = filled(words, size, narrow, bold);
    if (tighter.length !== full.length || tighter.some(line => width(line, size, bold) > narrow)) break;
    full = tighter;
  }
  return full;
};
