// The design as one Markdown file, written in the browser.
import {compared} from "./compare.js";
import {sayChoice, shown} from "./words.js";
import {originOf} from "./panel.js";
import {humane} from "./units.js";
import {flipText} from "./slider.js";
import {broken, sayNumber} from "./summary.js";
import {toYaml} from "./yaml.js";

/** A text that Markdown takes as it is. */
export const safe = text => String(text).replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#~]/g, "\\$&");
const table = (head, rows) => rows.length ? [`| ${head.join(" | ")} |`, `|${head.map(() => "---").join("|")}|`, ...rows.map(row => `| ${row.map(one => safe(one)).join(" | ")} |`), ""] : [];
const part = (title, ...lines) => lines.flat().length ? [`## ${title}`, "", ...lines.flat(), ""] : [];

/** `told(id)`: reasons and rivals of a decision; `marks`: the flips of each fact. */
export function toMarkdown({model, names, title, original, live, flips, marks, told}) {
  const given = Object.keys(live.state.facts), assumed = Object.keys(model.facts).filter(id => !given.includes(id) && (marks[id] || []).length);
  const fact = id => [model.facts[id].name, shown(model.facts[id], live.facts[id])];
  const {latency, bill, parts} = live.outline, name = title || "A design from the playground";
  return [
    `# ${safe(name)}`, "", live.state.task ? `Task: ${safe(model.tasks[live.state.task].name)}.\n` : "",
    ...part("Requirements", table(["Given", "Value"], given.map(fact)), table(["Assumed, and something here hangs on it", "Value", "Where from"], assumed.map(id => [...fact(id), originOf(model, live.state, id)]))),
    ...part("Numbers", table(["Number", "Value"], live.numbers.map(one => [one.name, sayNumber(one)])),
      latency ? table(["Stage", "Typically", "p99"], [...latency.stages.map(one => [one.name, humane(one.p50, "second"), humane(one.p99, "second")]), ["The path", "", `${humane(latency.p99, "second")} of ${humane(latency.target, "second")}`]]) : []),
    ...part("Decisions", decisions(model, names, live, told)),
    ...part("What would flip", flipLines(model, names, marks)),
    ...part("Checks", broken(live.outline.checks).map(one => `- **${safe(one.name)}** (${one.severity}): ${safe([one.says, one.mend].filter(Boolean).join(" "))}`),
      [`- ${live.outline.checks.filter(one => one.status === "ok").length} checks hold.`]),
    ...part("Cost", [`${humane(bill.typical, "usd")} a month, typically; ${humane(bill.low, "usd")} to ${humane(bill.high, "usd")}.`, ""],
      table(["Component", "A month"], parts.filter(one => one.usd).sort((one, other) => other.usd - one.usd).map(one => [one.name, humane(one.usd, "usd")]))),
    ...part("Components", table(["Component", "Made of", "Replicas"], parts.map(one => [one.name, one.technology || "", one.replicas ? humane(one.replicas, "count") : ""]))),
    ...(original ? part("Against the original", compared(model, names, original, live, flips).flatMap(one => [`### ${one.title}`, "", ...table(["", "Original", "Now"], one.rows)])) : []),
    ...part("As a spec", ["```yaml", ...toYaml(live.state, model, name).trimEnd().split("\n"), "```"]),
  ].join("\n").replace(/\n{3,}/g, "\n\n");
}

function decisions(model, names, live, told) {
  const lines = [];
  for (const step of model.steps) {
    const asked = step.decisions.filter(id => live.decided[id] && live.decided[id].status !== "not needed");
    if (asked.length) lines.push(`### ${safe(step.title)}`, "");
    for (const id of asked) lines.push(...decision(names, id, live.decided[id], told(id)));
  }
  return lines;
}

function decision(names, id, came, told) {
  const pinned = told && told.pinned ? " (pinned)" : "", choice = sayChoice(names, id, came.status === "chosen" ? came.chosen : came.status);
  const lines = [`- **${safe(names.decision(id))}:** ${safe(choice)}${pinned}`];
  for (const text of told ? told.because.slice(0, 4) : []) lines.push(`  - because ${safe(text)}`);
  for (const one of told ? told.rivals.slice(0, 4) : []) lines.push(`  - not ${safe(names.option(id, one.id))}${one.behindBy ? `, ${one.behindBy} behind` : ""}: ${safe([].concat(one.because || [])[0] || one.verdict)}`);
  return [...lines, ""];
}

const flipLines = (model, names, marks) => Object.entries(marks).filter(([, list]) => list.length)
  .flatMap(([id, list]) => list.slice(0, 6).map(tick => `- ${safe(model.facts[id].name)}. ${safe(flipText(tick, model.facts[id], names))}.`));
