// What a reader can do to a playground: every action leads from one history of states to the next, or takes something along.
import {compared} from "./compare.js";
import {copy, download} from "./keep.js";
import {toMarkdown} from "./markdown.js";
import * as states from "./state.js";
import {fromFragment} from "./url.js";
import {toYaml} from "./yaml.js";

/** `change(state => state, gesture)`, `travel(history => history)`; `now()` gives what is shown at this moment. */
export function makeMoves({page, model, names, change, travel, now, say, note, show}) {
  const state = (name, ...more) => (...given) => change(old => states[name](old, ...given, ...more));
  return {
    say,
    give: (fact, value, gesture) => change(old => states.give(old, fact, value), gesture),
    assume: state("assume"), task: state("withTask"), pin: state("pin"), unpin: state("unpin"), unban: state("unban"),
    ban: (decision, option) => {
      const options = model.optionIds ? model.optionIds(decision) : Object.keys(model.decisions[decision].options);
      if (states.ban(now().state, decision, option, options) === now().state) say("The last option that is left cannot be banned.");
      else change(old => states.ban(old, decision, option, options));
    },
    undo: () => travel(states.back),
    redo: () => travel(states.forth),
    reset: () => change(() => now().start),
    load: text => {
      const read = fromFragment(text, page.state, model, page.version);
      note(read);
      change(() => read.state);
    },
    link: () => taken(copy(location.href.replace(/#.*$/, "") + hash(now().fragment())), location.protocol === "file:" ? "The link is copied. It leads to a file on this machine; to others, send Copy as YAML." : "The link is copied; it holds the whole state.", say),
    yaml: () => taken(copy(toYaml(now().state, model, titleOf(page, now()), page.summary)), `The spec is copied as YAML.${refusal(now())}`, say),
    compare: () => show(() => compared(model, names, now().original, now().live, now().flips, true)),
    download: async () => {
      say("Writing the document …");
      const {live, flips, marks, told, original} = await now().whole(), title = titleOf(page, now());
      download(`${page.id || "playground"}.md`, toMarkdown({model, names, title, original: flips.length ? original : null, live, flips, marks, told}), "text/markdown");
      say("The document is downloaded.");
    },
  };
}
/** The command line refuses a pin or bans that leave no answer. */
const refusal = ({state, live}) => {
  const keys = Object.keys(live.decided).filter(id => live.decided[id].status === "empty" && (state.choose[id] || state.avoid[id]));
  return keys.length ? ` The command line refuses it (S011) until ${keys.map(id => `${state.choose[id] ? "choose" : "avoid"}.${id}`).join(" and ")} is taken back.` : "";
};
const hash = text => text && `#${text}`;
const titleOf = (page, {state, start}) => page.title && states.changes(start, state).length ? `${page.title}, changed` : page.title || "From the playground";
const taken = async (done, words, say) => say(await done ? words : "This browser does not let a page copy. Take the address from the address bar.");
