# Rich comparison: reflection, NotImplemented, identity, hash rules.
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return self.v < o.v if isinstance(o, V) else NotImplemented
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f'V{self.v}'
print(V(1) == V(1), V(1) != V(2), V(1) == 1, V(1) != 1, V(1) < V(2), V(2) > V(1), sorted([V(3), V(1), V(2)]))
# expect: True True False True True True [V1, V2, V3]
for f in (lambda: V(1) <= V(2), lambda: V(1) < 5, lambda: 1 < 'a', lambda: None < None, lambda: [] < (), lambda: 1j < 2):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: '<=' not supported between instances of 'V' and 'V'
        # expect: '<' not supported between instances of 'V' and 'int'
        # expect: '<' not supported between instances of 'int' and 'str'
        # expect: '<' not supported between instances of 'NoneType' and 'NoneType'
        # expect: '<' not supported between instances of 'list' and 'tuple'
        # expect: '<' not supported between instances of 'complex' and 'int'
print({V(1): 'a'}[V(1)], V(1) in [V(1)], len({V(1), V(1), V(2)}), max(V(1), V(5)), min([V(2), V(1)]))
# expect: a True 2 V5 V1
class NoHash:
    def __eq__(self, o): return True
try:
    hash(NoHash())
except TypeError as e:
    print(e, NoHash.__hash__)  # expect: unhashable type: 'NoHash' None
class Child(V):
    def __gt__(self, o): return 'child gt'
print(V(1) < Child(0), object() == object(), (o := object()) == o)  # expect: child gt False True
nan = float('nan')
print(nan in [nan], nan == nan, [nan] == [nan], (nan,) == (nan,), {nan: 1} == {nan: 1})
# expect: True False True True True
class Truthy:
    def __eq__(self, o): return 'yes'
    def __ne__(self, o): return []
print(Truthy() == 1, Truthy() != 1, [Truthy()] == [1], 1 < 2 < 3 > 2, 1 < 3 < 2)  # expect: yes [] True True False
class BadBool:
    def __bool__(self): return 5
for f in (lambda: bool(BadBool()), lambda: not BadBool(), lambda: 1 if BadBool() else 2):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: __bool__ should return bool, returned int
        # expect: __bool__ should return bool, returned int
        # expect: __bool__ should return bool, returned int
