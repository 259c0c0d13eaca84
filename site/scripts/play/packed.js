// Makes objects of what designgen/play/packed.py packed.

/** The id in words: "temperature scaling". */
export const inWords = (id) => id.replace(/_/g, " ");

function called(id) {
  const words = inWords(id.split(".").pop());
  return words[0].toUpperCase() + words.slice(1).toLowerCase();
}

/** Columns -> rows by id; what is null in a column is not in the row. */
export function rows({ id: ids, ...columns }) {
  const entries = Object.entries(columns);
  const row = (place) => Object.fromEntries(entries.map(([key, column]) => [key, column[place]]).filter(([, value]) => value !== null));
  return Object.fromEntries(ids.map((id, place) => [id, row(place)]));
}

/** Facts and decisions of a packed model, by id: ids, kinds and words are those of the program. */
export function unpacked(program, packed) {
  const facts = byName(packed.facts, program.inputs.map(([name]) => name));
  for (const [name, kind, ...words] of program.inputs) {
    const fact = facts[name];
    if (!fact) continue;
    fact.kind = kind;
    if (fact.values) fact.values = Object.fromEntries(words.map((word, place) => [word, fact.values[place] || inWords(word)]));
  }
  const decisions = byName(packed.decisions, program.decisions.map(([id]) => id));
  for (const decision of Object.values(decisions)) decision.step = packed.steps[decision.step].id;
  return { ...packed, facts, decisions };
}

function byName(columns, names) {
  const found = rows({ ...columns, id: columns.id.map((place) => names[place]) });
  for (const [id, row] of Object.entries(found)) row.name = row.name || called(id);
  return found;
}
