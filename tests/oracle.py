"""A naive interpreter of the knowledge YAML, the oracle for the compiled program. It walks each text once for many specs: a value is
a column, with a row per spec. Truth is 1, falsehood -1, and unknown 0 (Kleene: and is the least, or the greatest, not the negative); an
unknown number or word is None. Words are counted as they are met; a set is a truth per word that it may hold."""
# fmt: off  # ruff: noqa: E401, E501, E701, B019, I001
import ast, operator, re, yaml
import numpy as np
from fractions import Fraction
from functools import cache, reduce
from itertools import count
from collections import defaultdict
SIZES = {"ns": "1e-9", "us": "1e-6", "ms": "1e-3", "s": 1, "second": 1, "min": 60, "h": 3600, "hour": 3600, "hours": 3600, "day": 86400, "days": 86400, "week": 604800, "weeks": 604800, "month": 2628000,
         "year": 31536000, "byte": 1, "bytes": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15, "usd": 1, "%": "0.01", "k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12, None: 1}
UNIT = "|".join(sorted(filter(None, SIZES), key=len, reverse=True))
LITERAL = re.compile(rf"(?<![\w.])(\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)(?:\s*([kMBT])(?![\w.]))?(?:\s*({UNIT})(?![\w.(]))?(?:\s*/\s*({UNIT})(?![\w.(]))?")
WORDS = re.compile(r"\b(?:in|has) \[[^\]]*\]|\b(?:is not|is|has) [a-z_]\w*")  # answers that are compared with: no names, even where a decision is called the same
CALLS = {"min": lambda *parts: reduce(np.minimum, parts), "max": lambda *parts: reduce(np.maximum, parts), "ceil": lambda x: np.ceil(x - 1e-9), "floor": lambda x: np.floor(x + 1e-9), "sqrt": lambda x: np.sqrt(np.maximum(x, 0)),
         "ln": lambda x: np.where(x > 0, 32768 * (np.maximum(x, 1e-300) ** 2 ** -16 - np.maximum(x, 1e-300) ** -2 ** -16), 0.0)}
NAMES = {"true": 1, "always": 1, "false": -1}
ORDER = {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
MATH = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: lambda x, y: np.where(y != 0, x / y, np.where(x == 0, 0.0, np.copysign(np.inf, x)))}
NUMBERED = defaultdict(count(1).__next__)
spelled = cache(lambda node: re.sub(r"\bclass_\b", "class", ast.unparse(node)))
def word(text): return np.uint16(NUMBERED[text])
def truth(same): return np.where(same, np.int8(1), np.int8(-1))
def number(match):
    return repr(float(Fraction(match[1].replace("_", "")) * SIZES[match[2]] * Fraction(SIZES[match[3]]) / Fraction(SIZES[match[4]])))
@cache
def tree(text):
    return ast.parse(re.sub(r"\bclass\b", "class_", LITERAL.sub(number, str(text)).replace(" has ", " in ")), mode="eval").body
def said(text, look): return value_of(tree(text), look)
def holds(text, look): return truth_of(tree(text), look)
def truth_of(node, look): return np.int8(0) if (value := value_of(node, look)) is None else value
def value_of(node, look):
    match node:
        case ast.Name() | ast.Attribute(): return np.int8(NAMES[spelled(node)]) if spelled(node) in NAMES else look(spelled(node))
        case ast.Constant(value): return np.float64(value)
        case ast.BoolOp(op, items): return reduce(np.maximum if isinstance(op, ast.Or) else np.minimum, (truth_of(item, look) for item in items))
        case ast.UnaryOp(_, item): return None if (value := value_of(item, look)) is None else -value
        case ast.Compare(left, [op], [right]):
            value, words = value_of(left, look), [spelled(item) for item in getattr(right, "elts", [right])]
            if value is None: return np.int8(0)
            if isinstance(value, dict): same = reduce(operator.or_, (value.get(item, np.False_) for item in words))
            elif value.dtype.kind == "f":
                if (other := value_of(right, look)) is None: return np.int8(0)
                same = ORDER.get(type(op), operator.eq)(value, other)
            else: same = reduce(operator.or_, (value == (NAMES[item] if value.dtype.kind == "i" else word(item)) for item in words))
            return -truth(same) if isinstance(op, ast.IsNot) else truth(same)
        case ast.BinOp(left, op, right): function, parts = MATH[type(op)], [left, right]
        case ast.Call(name, parts): function = CALLS[name.id]
    values = [value_of(part, look) for part in parts]
    return None if any(value is None for value in values) else function(*values)
def cases(value): return list(value.items()) if isinstance(value, dict) else [("always", value)]
def where(rows, one, other):
    if isinstance(one, dict): return {item: np.where(rows, one.get(item, False), other.get(item, False)) for item in one | other}
    return np.where(rows, one, other)
def first(value, look, read=said):
    """Per row what the first case that holds says; unknown as soon as a part of it is."""
    *rows, (_, last) = cases(value)
    found = read(last, look)
    for when, text in reversed(rows):
        if_, one = holds(when, look), read(text, look)
        if one is None or found is None or np.any(if_ == 0): return None
        found = where(if_ > 0, one, found)
    return found
def rules(item): return [item.get("when", "always"), *(text for option in item["options"].values() for text in option.get("requires") or () if item.get("pick") != "all")]
class Oracle:
    def __init__(self, folder):
        parts = {kind: {} for kind in ("facts", "quantities", "decisions", "priorities", "prices")}
        for path in sorted(folder.rglob("*.yaml")):
            if (kind := path.relative_to(folder).parts[0].removesuffix(".yaml")) in parts: parts[kind] |= yaml.load(path.read_text(), yaml.BaseLoader)
        self.facts = parts["facts"] | {f"priorities.{id}": item | {"type": "number"} for id, item in parts["priorities"].items()}
        self.formulas = {id: item["formula"] for id, item in parts["quantities"].items()} | {f"price.{id}": f"{item['typical']} {item['unit']}" for id, item in parts["prices"].items()}
        self.decisions = parts["decisions"]
        shown = {id: str(item["default"]) for id, item in self.facts.items()} | {id: str(text) for id, text in self.formulas.items()} | {id: self.text(item) for id, item in self.decisions.items()}
        self.below = {id: {name for name in re.findall(r"(?<![\w.])[a-z_][\w.]*", WORDS.sub(" ", LITERAL.sub("", text))) if name.removesuffix(".first") in shown or name.rpartition(".")[0] in self.decisions} for id, text in shown.items()}
    def text(self, item):
        rows = [(row.get("scores") or {}, row.get("adjust") or {}, row.get("gives") or {}, row.get("when") or {}) for row in item["options"].values()]
        return " ; ".join([*rules(item), *(str([*adjust, *when, gives, *(f"priorities.{id}" for points in (scores, *adjust.values()) for id in points)]).replace("'", " ") for scores, adjust, gives, when in rows)])
    @cache
    def above(self, name):
        return frozenset({name}).union(*(self.above(found) for found in self.below[name if name in self.below else name.rpartition(".")[0]]))
    @cache
    def known(self, name):
        return self.above(name) | {id for id in self.below if not any(found.partition(".")[0] in self.decisions for found in self.above(id))} | {f"{id}.first" for id in self.facts}
    @cache
    def readers(self, name):
        return [id for id, item in self.decisions.items() if id != name and item.get("pick") != "all" and re.search(rf"(?<![\w.]){name}(?!\w)", " ; ".join(rules(item)))]
    def picks(self, specs):
        """Per decision and option, the specs that take it."""
        memo = {}
        def look(name):
            if name not in memo: memo[name] = self.find(name, specs, look)
            return memo[name]
        with np.errstate(all="ignore"): found = {id: look(id) for id in self.decisions}
        return {id: {option: np.broadcast_to(picked[option] if isinstance(picked, dict) else picked == word(option), len(specs)) for option in self.decisions[id]["options"]} for id, picked in found.items()}
    def find(self, name, specs, look):
        base = name.removesuffix(".first")
        if name in self.formulas: return first(self.formulas[name], look)
        if name in self.decisions: return self.decide(name, look)
        if base not in self.facts: return self.gives(*name.rsplit(".", 1), look)
        given, kind = [spec.get(base) for spec in specs], self.facts[base]["type"]
        silent = np.array([value is None for value in given])
        def lead(value): return word(value[0]) if value else word("")
        if base != name: return np.where(silent, first(self.facts[base]["default"], look, lambda text, _: lead(text)), [lead(value) for value in given])
        if kind == "set":
            default = first(self.facts[base]["default"], look, lambda text, _: dict.fromkeys(text, np.True_))
            return where(silent, default, {item: np.array([item in (value or ()) for value in given]) for item in self.facts[base]["values"]})
        if kind == "enum": return np.where(silent, first(self.facts[base]["default"], look, lambda text, _: word(text)), [word(value) for value in given])
        default = first(self.facts[base]["default"], look)
        return np.where(silent, default, np.array([truth(value) if isinstance(value, bool) else value or 0 for value in given], default.dtype))
    def gives(self, name, key, look, chosen=None):
        options, picked = self.decisions[name]["options"], chosen or look(name)
        parts = [(id, first(option["gives"][key], look)) for id, option in options.items() if key in (option.get("gives") or {}) and chosen in (None, id)]
        if any(part is None for _, part in parts): return None
        return sum((np.where(picked == id if chosen else picked[id] if isinstance(picked, dict) else picked == word(id), part, 0.0) for id, part in parts), np.float64(0))
    def decide(self, name, look):
        item, needed = self.decisions[name], holds(self.decisions[name].get("when", "always"), look) > 0
        if item.get("pick") == "all": return {id: reduce(operator.and_, (holds(text, look) > 0 for text in option["when"]), needed) for id, option in item["options"].items()}
        most, chosen = -np.inf, word("not_needed")
        for id, option in item["options"].items():
            rows = [("always", option.get("scores") or {}), *(option.get("adjust") or {}).items()]
            score = sum(np.where(holds(when, look) > 0, int(text.split()[0]) * look(f"priorities.{criterion}"), 0) for when, row in rows for criterion, text in row.items())
            better = needed & ~self.fails(name, id, look, self.known(name)) & (score > most)
            most, chosen = np.where(better, score, most), np.where(better, word(id), chosen)
        return chosen
    def fails(self, name, id, look, known):
        """Where the option surely fails, or leaves a later decision that is surely asked without one."""
        failing = reduce(operator.or_, (holds(text, look) < 0 for text in self.decisions[name]["options"][id].get("requires") or ()), np.False_)
        def supposed(other):
            if other == name: return word(id)
            if other.rpartition(".")[0] == name: return self.gives(name, other.rpartition(".")[2], look, id)
            return look(other) if other in known or look.__name__ == "supposed" else None
        for later in self.readers(name):
            doomed = ~failing & (holds(self.decisions[later].get("when", "always"), supposed) > 0)
            for option in self.decisions[later]["options"]:
                if np.any(doomed): doomed = doomed & self.fails(later, option, supposed, known)
            failing = failing | doomed
        return failing
