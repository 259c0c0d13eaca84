// The texts of decisions, as they come; and names that are right before they have come.
import {because} from "./why.js";
import {loadTexts, onTexts} from "./model.js";

export function makeTexts(model) {
  const stepOf = id => model.decisions[id].step, lost = () => undefined;
  const load = name => loadTexts(name).catch(lost);
  let read = 0;
  onTexts(() => read++);
  return {
    read: () => read,
    load,
    listen: heard => onTexts(heard),
    want: id => { load(stepOf(id)); },
    ready: id => Boolean(model.decisions[id].told),
    all: () => Promise.all(["facts", "checks", "outline", "drawn", ...model.steps.map(step => step.id)].map(load)),
    /** {chosen, because, rivals}, or null while its text has not come. A decision that takes all that applies has a reason for each. */
    told(result, id, state) {
      const told = because(result, id), {chosen} = result.decided[id];
      return told && {...told, chosen, because: told.because.length ? told.because : told.note ? [told.note] : [], pinned: Boolean(state.choose[id])};
    },
  };
}

export const namesOf = model => ({
  fact: id => (model.criteria[id.replace(/^priorities\./, "")] || model.facts[id]).name,
  decision: id => model.decisions[id].name,
  option: (decision, option) => model.decisions[decision].options[option] || option.replace(/_/g, " "),
});
