# Endless recursion of every kind ends in RecursionError and the program goes on.
import sys
def plain(): return plain()
def mutual_a(): return mutual_b()
def mutual_b(): return mutual_a()
class C:
    def __getattr__(self, name): return getattr(self, name + 'x')
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __call__(self): return self()
    def __add__(self, o): return self + o
    def __getitem__(self, i): return self[i]
    def __init_(self): C()
    def __iter__(self): return iter(self)
    def __hash__(self): return hash(self)
    def __bool__(self): return bool(self)
    @property
    def p(self): return self.p
class New:
    def __init__(self): New()
def gen(): yield from gen()
def gen2():
    for x in gen2(): yield x
c = C()
for f in (plain, mutual_a, lambda: c.a, lambda: repr(c), lambda: c == 1, lambda: c(), lambda: c + 1, lambda: c[0], lambda: c.p,
          New, lambda: iter(c), lambda: hash(c), lambda: bool(c), lambda: next(gen()), lambda: next(gen2()),
          lambda: sorted([2, 1], key=lambda x: plain()), lambda: list(map(lambda x: plain(), [1]))):
    try:
        f()
        print('no error')
    except RecursionError as e:
        print(str(e).split(' while')[0])
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded in comparison
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
print(sys.getrecursionlimit())  # expect: 1000
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900))  # expect: 900
sys.setrecursionlimit(5000)
print(depth(4000))  # expect: 4000
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)  # expect: recursion limit must be greater or equal than 1
