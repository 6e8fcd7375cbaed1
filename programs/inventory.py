import sys, json, itertools, functools, collections, random, string, textwrap, time, datetime
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Iterable
class OutOfStock(Exception):
    pass
@dataclass
class Product:
    sku: str
    name: str
    price: float
    stock: int = 0
    history: List[str] = field(default_factory=list, repr=False)
    def __post_init__(self):
        if self.price < 0: raise ValueError(f"negative price for {self.sku!r}")
class Inventory:
    def __init__(self): self._p: Dict[str, Product] = {}
    def __len__(self): return len(self._p)
    def __iter__(self): return iter(sorted(self._p.values(), key=lambda p: p.sku))
    def __getitem__(self, k):
        try: return self._p[k]
        except KeyError: raise KeyError(f"no product {k}") from None
    def __setitem__(self, k, v): self._p[k] = v
    def __contains__(self, k): return k in self._p
    def __delitem__(self, k): del self._p[k]
    def take(self, sku, n=1):
        p = self[sku]
        if p.stock < n: raise OutOfStock(f"{p.name}: wanted {n}, have {p.stock}")
        p.stock -= n; p.history.append(f"-{n}"); return p.price * n
    @property
    def value(self): return sum(p.price * p.stock for p in self)
    def report(self):
        w = max(len(p.name) for p in self)
        yield f"{'SKU':<6}|{'Name':^{w+2}}|{'Price':>10}|{'Stock':>6}"
        yield "-" * (w + 28)
        for p in self: yield f"{p.sku:<6}|{p.name:^{w+2}}|{p.price:>10,.2f}|{p.stock:>6d}"
        yield f"{'Total':<{w+9}}|{self.value:>17,.2f}"
inv = Inventory()
for row in "A1,Widget,9.99,10;B2,Gadget Deluxe,1249.5,3;C3,Thing,0.5,1000".split(";"):
    sku, name, price, stock = row.split(","); inv[sku] = Product(sku, name, float(price), int(stock))
print(*inv.report(), sep="\n")
for args in [("A1", 3), ("B2", 5), ("Z9",)]:
    try: print(args, inv.take(*args))
    except (OutOfStock, KeyError) as e: print(type(e).__name__, e)
try: Product("x", "y", -1)
except ValueError as e: print(e)
print(inv["A1"], inv["A1"].history, "B2" in inv, len(inv), json.dumps([vars(p) for p in inv]))
by = collections.defaultdict(list)
for p in inv: by["cheap" if p.price < 10 else "dear"].append(p.name)
print(dict(by), sorted(by.items(), key=lambda kv: -len(kv[1])))
class Adventure:
    rooms = {"hall": {"north": "kitchen", "items": ["lamp"]}, "kitchen": {"south": "hall", "items": []}}
    def __init__(self): self.at = "hall"; self.bag = set()
    def do(self, line):
        verb, _, rest = line.partition(" ")
        return getattr(self, f"cmd_{verb}", self.unknown)(rest)
    def cmd_go(self, d):
        if d in self.rooms[self.at]: self.at = self.rooms[self.at][d]; return f"You are in the {self.at}."
        return "You can't go that way."
    def cmd_take(self, i):
        if i in self.rooms[self.at]["items"]: self.rooms[self.at]["items"].remove(i); self.bag.add(i); return f"Taken: {i}"
        return f"No {i or 'nothing'} here."
    def cmd_inv(self, _): return f"You carry: {', '.join(sorted(self.bag)) or 'nothing'}"
    def unknown(self, _): return "What?"
g = Adventure()
for c in ["inv", "take lamp", "take lamp", "go north", "go west", "inv", "dance now", "go south"]: print(">", c, "\n ", g.do(c))
log = """2024-01-01 10:00:00 ERROR db timeout
2024-01-01 10:05:30 INFO ok
2024-01-01 11:00:00 ERROR disk full
bad line"""
import re
cnt = collections.Counter(); first = None
for i, l in enumerate(log.splitlines(), 1):
    if m := re.match(r"(?P<ts>\S+ \S+) (?P<lvl>[A-Z]+) (?P<msg>.*)", l):
        ts = datetime.datetime.fromisoformat(m["ts"]); cnt[m["lvl"]] += 1; first = first or ts
        print(i, ts - first, m["lvl"].ljust(6), m["msg"].title())
    else: print(f"line {i} skipped: {l!r}", file=sys.stdout)
print(cnt.most_common(), f"{cnt['ERROR'] / cnt.total():.1%}" if hasattr(cnt, "total") else "")
