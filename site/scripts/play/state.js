// The state of a playground, {task, facts, choose, avoid}: what is given, never what is assumed. Every function gives a new state.
/** Whether a table itself holds a key: what every object has from birth does not count. */
export const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);

export const EMPTY = {task: "", facts: {}, choose: {}, avoid: {}};

const without = (table, name) => Object.fromEntries(Object.entries(table).filter(([key]) => key !== name));
const put = (state, part, name, value) => ({...state, [part]: value === undefined ? without(state[part], name) : {...state[part], [name]: value}});

export const give = (state, fact, value) => put(state, "facts", fact, value);
export const assume = (state, fact) => put(state, "facts", fact);
export const withTask = (state, task) => ({...state, task});

/** A pin lifts the ban of its option, and takes the place of an earlier pin. */
export const pin = (state, decision, option) => put(banned(state, decision, option, false), "choose", decision, [option]);
export const unpin = (state, decision) => put(state, "choose", decision);

/** A ban lifts the pin of its option. The last option that is left cannot be banned: then the state stays as it is. */
export const ban = (state, decision, option, options) => {
  const bans = new Set(state.avoid[decision] || []).add(option);
  if (options.every(one => bans.has(one))) return state;
  const free = (state.choose[decision] || []).includes(option) ? unpin(state, decision) : state;
  return banned(free, decision, option, true);
};
export const unban = (state, decision, option) => banned(state, decision, option, false);

function banned(state, decision, option, whether) {
  const before = state.avoid[decision] || [], rest = before.filter(one => one !== option), now = whether ? [...rest, option] : rest;
  return now.length === before.length && before.includes(option) === whether ? state : put(state, "avoid", decision, now.length ? now : undefined);
}

/** Whether two values of a fact, or two lists, say the same; in a set the order says nothing. */
export const equal = (one, other) => Array.isArray(one) && Array.isArray(other)
  ? one.length === other.length && one.every(item => other.includes(item)) : one === other;

const PARTS = ["facts", "choose", "avoid"];
/** What differs: [{part: task | facts | choose | avoid, name, from, to}], undefined for what is not given. */
export function changes(from, to) {
  const found = from.task === to.task ? [] : [{part: "task", name: "task", from: from.task, to: to.task}];
  for (const part of PARTS) {
    for (const name of new Set([...Object.keys(from[part]), ...Object.keys(to[part])])) {
      if (!equal(from[part][name], to[part][name])) found.push({part, name, from: from[part][name], to: to[part][name]});
    }
  }
  return found;
}
/** The state without one of its changes. */
export const undone = (state, {part, name, from}) => part === "task" ? withTask(state, from) : put(state, part, name, from);

const MOST = 200;
/** What can be undone and redone. Changes of one gesture, as of a slider that is dragged, are one. */
export const began = now => ({past: [], now, future: [], gesture: ""});
export function moved(history, now, gesture = "") {
  if (now === history.now || !changes(history.now, now).length) return history;
  if (gesture && gesture === history.gesture) return {...history, now, future: []};
  return {past: [...history.past, history.now].slice(-MOST), now, future: [], gesture};
}
export const back = ({past, now, future}) => past.length
  ? {past: past.slice(0, -1), now: past[past.length - 1], future: [now, ...future], gesture: ""} : {past, now, future, gesture: ""};
export const forth = ({past, now, future}) => future.length
  ? {past: [...past, now], now: future[0], future: future.slice(1), gesture: ""} : {past, now, future, gesture: ""};
