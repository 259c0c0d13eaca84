"""A naive interpreter of the knowledge YAML, the oracle for the compiled program; None means "unknown" (Kleene)."""
# fmt: off  # ruff: noqa: E401, E501, E701, B019, I001
import ast, math, re, yaml
from fractions import Fraction
from functools import cache
SIZES = {"ns": "1e-9", "us": "1e-6", "ms": "1e-3", "s": 1, "second": 1, "min": 60, "h": 3600, "hour": 3600, "hours": 3600, "day": 86400, "days": 86400, "week": 604800, "weeks": 604800, "month": 2628000,
         "year": 31536000, "byte": 1, "bytes": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15, "usd": 1, "%": "0.01", "k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12, None: 1}
UNIT = "|".join(sorted(filter(None, SIZES), key=len, reverse=True))
LITERAL = re.compile(rf"(?<![\w.])(\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)(?:\s*([kMBT])(?![\w.]))?(?:\s*({UNIT})(?![\w.(]))?(?:\s*/\s*({UNIT})(?![\w.(]))?")
WORDS = re.compile(r"\b(?:in|has) \[[^\]]*\]|\b(?:is not|is|has) [a-z_]\w*")  # answers that are compared with: no names, even where a decision is called the same
CALLS = {"min": min, "max": max, "ceil": lambda x: math.ceil(x - 1e-9), "floor": lambda x: math.floor(x + 1e-9), "sqrt": lambda x: math.sqrt(max(x, 0)),
         "ln": lambda x: 32768 * (x ** 2 ** -16 - x ** -2 ** -16) if x > 0 else 0.0}
NAMES = {"true": True, "always": True, "false": False}
ORDER = {ast.Lt: float.__lt__, ast.LtE: float.__le__, ast.Gt: float.__gt__, ast.GtE: float.__ge__}
MATH = {ast.Add: float.__add__, ast.Sub: float.__sub__, ast.Mult: float.__mul__,
        ast.Div: lambda x, y: x / y if y else math.copysign(math.inf, x) if x else 0.0}
spelled = cache(lambda node: re.sub(r"\bclass_\b", "class", ast.unparse(node)))
def number(match):
    return repr(float(Fraction(match[1].replace("_", "")) * SIZES[match[2]] * Fraction(SIZES[match[3]]) / Fraction(SIZES[match[4]])))
@cache
def tree(text):
    return ast.parse(re.sub(r"\bclass\b", "class_", LITERAL.sub(number, str(text)).replace(" has ", " in ")), mode="eval").body
def said(text, look): return value_of(tree(text), look)
def value_of(node, look):
    match node:
        case ast.Name() | ast.Attribute(): return NAMES.get(spelled(node)) or look(spelled(node)) if spelled(node) != "false" else False
        case ast.Constant(value): return float(value)
        case ast.BoolOp(op, items):
            values, stop = [value_of(item, look) for item in items], isinstance(op, ast.Or)
            return stop if stop in values else None if None in values else not stop
        case ast.UnaryOp(op, item):
            value = value_of(item, look)
            return None if value is None else -value if isinstance(op, ast.USub) else not value
        case ast.Compare(left, [op], [right]):
            value, words = value_of(left, look), {spelled(item) for item in getattr(right, "elts", [right])}
            if isinstance(value, float): value, words = [value], [value_of(right, look)]
            if value is None or words == [None] or type(op) in ORDER: return ORDER[type(op)](value[0], words[0]) if value and words != [None] else None
            same = bool(value & words) if isinstance(value, frozenset) else value == words if isinstance(value, list) else value in {NAMES.get(word, word) for word in words}
            return same is not isinstance(op, ast.IsNot)
        case ast.BinOp(left, op, right): function, parts = MATH[type(op)], [left, right]
        case ast.Call(name, parts): function = CALLS[name.id]
    values = [value_of(part, look) for part in parts]
    return None if None in values else float(function(*values))
def cases(value): return list(value.items()) if isinstance(value, dict) else [("always", value)]
def first(value, look): return next(text for when, text in cases(value) if said(when, look))
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
    def picks(self, given):
        memo = {}
        def look(name):
            return memo[name] if name in memo else memo.setdefault(name, self.find(name, given, look))
        return {id: (look(id) if isinstance(look(id), frozenset) else {look(id)}) - {"not_needed"} for id in self.decisions}
    def find(self, name, given, look):
        base = name.removesuffix(".first")
        if name in self.formulas: return said(first(self.formulas[name], look), look)
        if name in self.decisions: return self.decide(name, look)
        if base not in self.facts: return self.gives(*name.rsplit(".", 1), look)
        value, kind = given.get(base), self.facts[base]["type"]
        if value is None: value = first(self.facts[base]["default"], look)
        if kind != "set": return said(value, look) if isinstance(value, str) and kind != "enum" else value
        return value[0] if base != name else frozenset(value)
    def gives(self, name, key, look, chosen=None):
        picked = chosen or look(name)
        options = [option for id, option in self.decisions[name]["options"].items() if id in picked] if isinstance(picked, frozenset) else [self.decisions[name]["options"].get(picked, {})]
        return sum((said(first(option["gives"][key], look), look) for option in options if key in (option.get("gives") or {})), 0.0)
    def decide(self, name, look):
        item, needed = self.decisions[name], said(self.decisions[name].get("when", "always"), look)
        if item.get("pick") == "all": return frozenset(id for id, option in item["options"].items() if needed and all(said(text, look) for text in option["when"]))
        left = [id for id in item["options"] if needed and not self.fails(name, id, look, self.known(name))]
        def score(id):
            rows = [("always", item["options"][id].get("scores") or {}), *(item["options"][id].get("adjust") or {}).items()]
            return sum(int(text.split()[0]) * look(f"priorities.{criterion}") for when, row in rows if said(when, look) for criterion, text in row.items())
        return max(left, key=score, default="not_needed")
    def fails(self, name, id, look, known):
        if any(said(text, look) is False for text in self.decisions[name]["options"][id].get("requires") or ()): return True
        def supposed(other):
            if other == name: return id
            if other.rpartition(".")[0] == name: return self.gives(name, other.rpartition(".")[2], look, id)
            return look(other) if other in known or look.__name__ == "supposed" else None
        return any(said(self.decisions[later].get("when", "always"), supposed) is True and all(self.fails(later, option, supposed, known) for option in self.decisions[later]["options"]) for later in self.readers(name))
