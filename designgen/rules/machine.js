// Unpacks and runs what packing.py packed: vertices in an order in which the parts of each come before it, one value per vertex.
// Nothing is allocated while values are worked out. A truth is 1 or 0 there; masks are exact up to 53 bits.
// What is printed is machine.min.js: `make script` makes it of this file.
function machine(code, constants, common, points, facts, choices, others) {
"use strict";
var FACT = 0, ONE = 1, ALL = 2, CONSTANT = 3, MARK = 3, OPS = 26, FAR = 91, HALF = 4294967296;
var at = 0, truth = [], numbered = [];
var made = {op: [], first: [0], parts: [], low: [], high: [], rules: [], terms: [], weights: [], worth: [], ruleFirst: [0], termFirst: [0], optionFirst: [0]};
var names = [], nodes = [], factNodes = [], decisionNodes = [], textNodes = [];
var inputs = list(facts, ";").map(line => list(line, " "));
var decisions = list(choices, ";").map(line => list(line, " "));
others = list(others, " ");

function list(text, by) { return text ? text.split(by) : []; }
function letter() { var c = code.charCodeAt(at++) - 35; return c < -2 ? 57 : c < 0 ? 25 : c; }
function count() { var c = letter(); return c < FAR ? c : letter() * 92 + letter(); }
function add(kind, kids, a, b, is) {
  made.op.push(kind);
  made.parts.push(...kids);
  made.first.push(made.parts.length);
  made.low.push(a);
  made.high.push(b);
  truth.push(is || kind > 14 || kind == 14 && truth[kids[1]] || kind == 12 && truth[kids[0]]);
  return made.op.length - 1;
}
function vertex(named) {
  var c = letter(), more = c - OPS - common.length, found;
  if (c == FAR) return numbered[(letter() * 92 + letter()) * 92 + letter()];
  if (more >= 0) return numbered[more * 92 + letter()];
  if (c >= OPS) return numbered[common[c - OPS]];
  if (c == MARK) {
    named = true;
    c = letter();
  }
  found = c == FACT ? fact() : c < MARK ? decision(c) : operation(c);
  if (named) numbered.push(found);
  return found;
}
function fact() {
  var kids = [vertex()], place = factNodes.length, input = inputs[place], base;
  if (!input[1]) base = inputs.find(other => other[0] + ".first" == input[0]);
  if (base) input.splice(1, 1, "enum", ...base.slice(2));
  return factNodes[place] = add(FACT, kids, place, 0, input[1] == "bool");
}
function operation(kind) {
  var kids = [], a = 0, b = 0, size, bits, bit;
  for (size = kind > 11 && kind < 17 ? count() : kind > 7 && kind < 23 ? 2 : 1; size--;) kids.push(vertex());
  if (kind > 23) for (bits = count(); bits--;) {
    bit = count();
    if (bit < 32) a |= 1 << bit; else b |= 1 << bit - 32;
  }
  return add(kind, kids, a, b);
}
function decision(kind) {
  var kids = [vertex()], place = decisionNodes.length, rule = made.rules.length, term = made.terms.length, options, rest, c;
  for (options = count(); options--;) {
    for (rest = count(); rest--;) made.rules.push(vertex());
    made.ruleFirst.push(made.rules.length);
    while (c = count()) {
      rest = c == 1;
      if (rest) c = count();
      made.weights.push(nodes[points[c * 2 - 4]]);
      made.worth.push(points[c * 2 - 3]);
      made.terms.push(rest ? vertex() : 0);
    }
    made.termFirst.push(made.terms.length);
  }
  made.optionFirst.push(made.ruleFirst.length - 1);
  decisions[place].splice(1, 0, kind == ONE ? "one" : "all");
  return decisionNodes[place] = add(kind, kids.concat(made.rules.slice(rule), made.terms.slice(term), made.weights.slice(term)), place, 0);
}
constants.forEach(value => numbered.push(add(CONSTANT, [], 0, 0, typeof value == "boolean")));
for (var total = inputs.length + decisions.length + others.length, kind; names.length < total;) {
  kind = letter();
  at--;
  names.push(kind == FACT ? inputs[factNodes.length][0] : kind < MARK ? decisions[decisionNodes.length][0]
    : others[names.length - factNodes.length - decisionNodes.length]);
  nodes.push(vertex(true));
}
var cascade = made.op.length;
while (at < code.length) textNodes.push(vertex());

const whole = name => Int32Array.from(made[name]);
made.parts.push(0, 0);
const op = whole("op"), first = whole("first"), parts = whole("parts"), low = whole("low"), high = whole("high");
const rules = whole("rules"), terms = whole("terms"), weights = whole("weights"), worth = Float64Array.from(made.worth);
const ruleFirst = whole("ruleFirst"), termFirst = whole("termFirst"), optionFirst = whole("optionFirst");
const leads = new Uint8Array(op.length), value = new Float64Array(op.length), begin = constants.length;
value.set(constants.map(Number));
made = numbered = null;
var given, open, picks, stale = true;

function ln(x) {
  if (x <= 0) return 0;
  for (var i = 0; i < 16; i++) x = Math.sqrt(x);
  return 32768 * (x - 1 / x);
}
// Works out the vertices from one to another that lead to a decision, or those that do not.
function work(i, end, lead) {
  var from, to, x, y, a;
  for (; i < end; i++) if (leads[i] === lead) {
    from = first[i];
    x = value[parts[from]];
    y = value[parts[from + 1]];
    switch (op[i]) {
      case FACT: a = given[low[i]]; if (a != null) x = +a; break;
      case ONE: case ALL: x = x ? decide(low[i], op[i] === ONE) : 0; break;
      case 4: if (isFinite(x)) x = Math.ceil(x - 1e-9); break;
      case 5: if (isFinite(x)) x = Math.floor(x + 1e-9); break;
      case 6: x = x > 0 ? Math.sqrt(x) : 0; break;
      case 7: x = ln(x); break;
      case 8: x += y; break;
      case 9: x -= y; break;
      case 10: x *= y; break;
      case 11: x = y ? x / y : y == y ? x > 0 ? Infinity : x < 0 ? -Infinity : 0 : y; break;
      case 12: for (to = first[i + 1]; ++from < to;) if ((y = value[parts[from]]) < x) x = y; break;
      case 13: for (to = first[i + 1]; ++from < to;) if ((y = value[parts[from]]) > x) x = y; break;
      case 14: while (!value[parts[from]]) from += 2; x = value[parts[from + 1]]; break;
      case 15: for (to = first[i + 1]; from < to && value[parts[from]];) from++; x = from < to ? 0 : 1; break;
      case 16: for (to = first[i + 1]; from < to && !value[parts[from]];) from++; x = from < to ? 1 : 0; break;
      case 17: x = x < y ? 1 : 0; break;
      case 18: x = x <= y ? 1 : 0; break;
      case 19: x = x > y ? 1 : 0; break;
      case 20: x = x >= y ? 1 : 0; break;
      case 21: x = x == y ? 1 : 0; break;
      case 22: x = x != y ? 1 : 0; break;
      case 23: x = x ? 0 : 1; break;
      case 24: x = x < 32 ? low[i] >>> x & 1 : x < 64 ? high[i] >>> x - 32 & 1 : 0; break;
      case 25: x = x & low[i] || x / HALF & high[i] ? 1 : 0;
    }
    value[i] = x;
  }
}
function decide(place, one) {
  const from = optionFirst[place], to = optionFirst[place + 1], allowed = open[place];
  var most = -1e99, picked = 0, o, k, end, sum;
  for (o = from; o < to; o++) {
    for (k = ruleFirst[o], end = ruleFirst[o + 1]; k < end && value[rules[k]]; k++);
    if (k < end || !allowed[o - from]) continue;
    if (one) {
      for (k = termFirst[o], end = termFirst[o + 1], sum = 0; k < end; k++) if (value[terms[k]]) sum += worth[k] * value[weights[k]];
      if (sum > most) {
        most = sum;
        picked = o - from + 1;
      }
    } else picked += 2 ** (o - from);
  }
  return picked;
}
function run(g, ok) {
  given = g.slice();
  open = ok;
  work(begin, cascade, 1);
  stale = true;
  picks = decisionNodes.map(node => value[node]);
  return picks.slice();
}
function told(node) { return truth[node] ? value[node] > 0 : value[node]; }
function read(node) {
  if (stale && !leads[node]) {
    work(begin, op.length, 0);
    stale = false;
  }
  return told(node);
}
function asked(place) { return value[parts[first[decisionNodes[place]]]] > 0; }
// Per option which requirements failed and which points were earned, as masks, and their sum; null where it is not needed.
function track(place) {
  var found = [], o, k, bit, failed, earned, sum;
  if (!asked(place)) return null;
  for (o = optionFirst[place]; o < optionFirst[place + 1]; o++) {
    failed = earned = sum = 0;
    for (k = ruleFirst[o], bit = 1; k < ruleFirst[o + 1]; k++, bit *= 2) if (!value[rules[k]]) failed += bit;
    for (k = termFirst[o], bit = 1; k < termFirst[o + 1]; k++, bit *= 2) if (value[terms[k]]) {
      earned += bit;
      sum += worth[k] * value[weights[k]];
    }
    found.push([failed, earned, sum]);
  }
  return found;
}
function values(g, ok) {
  run(g, ok);
  return {values: nodes.map(read), tracks: decisions.map((_, place) => track(place))};
}

// What is worked out anew when facts change: for each vertex those that read it and lead to a decision.
const readerFirst = new Int32Array(cascade + 1);
var every = [], lists = [];
for (var i = cascade; i--;) {
  if (op[i] == ONE || op[i] == ALL) leads[i] = 1;
  if (leads[i]) for (var k = first[i]; k < first[i + 1]; k++) {
    leads[parts[k]] = 1;
    (lists[parts[k]] = lists[parts[k]] || new Set()).add(i);
  }
}
for (i = 0; i < cascade; i++) {
  if (lists[i]) every.push(...lists[i]);
  readerFirst[i + 1] = every.length;
}
const readers = Int32Array.from(every);
every = lists = null;
const dirty = new Int32Array((cascade >> 5) + 1), compares = [];
for (i = begin; i < cascade; i++) if (leads[i] && op[i] > 16 && op[i] < 23) compares.push(i);
const turned = new Float64Array(compares.length), lefts = turned.slice(), rights = turned.slice();
function shift(slots, news) {
  var word = dirty.length, bits, i, k, old, end;
  for (k = 0; k < slots.length; k++) {
    i = factNodes[slots[k]];
    given[slots[k]] = news[k];
    dirty[i >> 5] |= 1 << i;
    word = Math.min(word, i >> 5);
  }
  for (; word < dirty.length; word++) while (bits = dirty[word]) {
    bits &= -bits;
    dirty[word] ^= bits;
    i = word * 32 + 31 - Math.clz32(bits);
    old = value[i];
    work(i, i + 1, 1);
    if (old !== value[i]) for (k = readerFirst[i], end = readerFirst[i + 1]; k < end; k++) dirty[readers[k] >> 5] |= 1 << readers[k];
  }
}
// Some facts become others, for good: what is then picked otherwise than after the run, [place, pick, place, pick, ...]. Whoever walks
// walks back in the end. `changed` does so at once, so that all values stay as they are.
function walk(slots, news) {
  var found = [], k, now;
  shift(slots, news);
  for (k = 0; k < picks.length; k++) if ((now = value[decisionNodes[k]]) !== picks[k]) found.push(k, now);
  return found;
}
function changed(slots, news) {
  var olds = slots.map(slot => given[slot]), found = walk(slots, news);
  shift(slots, olds);
  return found;
}
// About where comparisons turn between two values of a fact, as if both sides were powers of it, or straight lines; sorted. It walks.
function crossings(slots, near, far) {
  var found = [], from, to, at, k, i, x, y;
  shift(slots, slots.map(() => near));
  for (k = 0; k < compares.length; k++) {
    i = compares[k];
    turned[k] = value[i];
    lefts[k] = value[parts[first[i]]];
    rights[k] = value[parts[first[i] + 1]];
  }
  shift(slots, slots.map(() => far));
  for (k = 0; k < compares.length; k++) if (turned[k] !== value[i = compares[k]]) {
    x = value[parts[first[i]]];
    y = value[parts[first[i] + 1]];
    from = Math.log(lefts[k] / rights[k]);
    to = Math.log(x / y);
    at = near > 0 && far > 0 ? near * Math.pow(far / near, from / (from - to)) : NaN;
    if (at !== at) {
      from = lefts[k] - rights[k];
      at = near + (far - near) * from / (from - x + y);
    }
    if (at === at) found.push(at);
  }
  return found.sort((x, y) => x - y);
}
// Trees: [value], a place among the names, or [operation, ...operands]; after "in" codes, after "has" a mask.
var signs = "ceil floor sqrt ln + - * / min max ? & | < <= > >= == != ! in has".split(" ");
function tree(node) {
  var place = nodes.indexOf(node), kind = op[node], found, bit;
  if (place >= 0) return place;
  if (kind == CONSTANT) return [told(node)];
  found = [signs[kind - 4]];
  for (var k = first[node]; k < first[node + 1]; k++) found.push(tree(parts[k]));
  if (kind == 24) for (bit = 0; bit < 64; bit++) if ((bit < 32 ? low : high)[node] >>> bit & 1) found.push(bit);
  if (kind == 25) found.push((low[node] >>> 0) + (high[node] >>> 0) * HALF);
  return found;
}
// How a decision is taken: when it is needed, and per option its requirements and its points: [place of the priority, points, when].
function rule(place) {
  var found = [], o, k, requires, earns;
  for (o = optionFirst[place]; o < optionFirst[place + 1]; o++) {
    requires = [];
    earns = [];
    for (k = ruleFirst[o]; k < ruleFirst[o + 1]; k++) requires.push(tree(rules[k]));
    for (k = termFirst[o]; k < termFirst[o + 1]; k++) earns.push([tree(weights[k]), worth[k], tree(terms[k])]);
    found.push([requires, earns]);
  }
  return {when: tree(parts[first[decisionNodes[place]]]), options: found};
}
// The numbers that rules compare a fact with directly, and whether any decision reads it.
function edges(slot) {
  var found = [], node = factNodes[slot];
  for (var i of compares) {
    var x = parts[first[i]], y = parts[first[i] + 1];
    if (x == node && y < begin) found.push(value[y]);
    if (y == node && x < begin) found.push(value[x]);
  }
  return found.sort((x, y) => x - y);
}
return {
  inputs, decisions, names, run, picks: run, values, asked, track, changed, walk, crossings, edges,
  rule,
  tree: text => tree(textNodes[text]),
  reaches: slot => leads[factNodes[slot]] > 0,
  value: slot => read(nodes[slot]),
  texts: textNodes.map(node => () => read(node)),
};
}
