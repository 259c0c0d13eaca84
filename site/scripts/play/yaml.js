// A state as the spec that the command line reads to the same facts, pins and bans.
import {written} from "./written.js";

/** Any text as one quoted word of YAML. */
export const quoted = text => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

export function toYaml(state, model, title = "", summary = "") {
  const lines = [`title: ${quoted(title || "From the playground")}`], tables = new Map();
  if (state.task) lines.push(`task: ${state.task}`);
  if (summary) lines.push(`summary: ${quoted(summary)}`);
  for (const [name, value] of Object.entries(state.facts)) {
    const [group, ...rest] = name.split("."), text = written(model.facts[name], value);
    if (!rest.length) lines.push(`${name}: ${text}`);
    else tables.set(group, [...tables.get(group) || [], `  ${rest.join(".")}: ${text}`]);
  }
  for (const [group, rows] of tables) lines.push(`${group}:`, ...rows);
  for (const [head, text] of [["choose", ([option]) => option], ["avoid", options => `[${options.join(", ")}]`]]) {
    const rows = Object.entries(state[head]).map(([decision, options]) => `  ${decision}: ${text(options)}`);
    if (rows.length) lines.push(`${head}:`, ...rows);
  }
  return `${lines.join("\n")}\n`;
}
