# Binding, guards, order of evaluation, errors, soft keywords.
def bind(v):
    match v:
        case [a, b] if a > b: return 'guard', a, b
        case [a, b]: return 'second', a, b
    return 'none'
print(bind([2, 1]), bind([1, 2]), bind([1]), bind('ab'))  # expect: ('guard', 2, 1) ('second', 1, 2) none none
match (1, 2):
    case (a, 5): print('never')
    case _: print('a' in globals())  # expect: False
match = case = _ = 5
print(match, case, _)  # expect: 5 5 5
match[0:1] if False else None
match (match):
    case case: print('captured', case)  # expect: captured 5
match 1, 2:
    case 1, x: print('open sequence', x)  # expect: open sequence 2
class S:
    __match_args__ = ['bad']
class T:
    __match_args__ = ('a',)
    a = 1
for v, f in ((S(), lambda v: mm(v)), (T(), lambda v: mm2(v))):
    def mm(v):
        match v:
            case S(x): pass
    def mm2(v):
        match v:
            case T(1, 2): pass
    try: f(v)
    except TypeError as e: print(e)
    # expect: S.__match_args__ must be a tuple (got list)
    # expect: T() accepts 1 positional sub-pattern (2 given)
  
  
def dup(v):
    match v:
        case T(1, a=1): pass
try: dup(T())
except TypeError as e: print(e)  # expect: T() got multiple sub-patterns for attribute 'a'
def notype(v):
    x = 5
    match v:
        case x(): pass
try: notype(1)
except TypeError as e: print(e)  # expect: called match pattern must be a type
class Eq:
    def __eq__(self, o):
        print('eq', o)
        # expect: eq 1
        # expect: eq 2
      
      
        return o == 2
match Eq():
    case 1: print('one')
    case 2: print('two')  # expect: two
class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return i
match Seq():
    case [a, b]: print('never')
    case _: print('not a sequence')  # expect: not a sequence
match {'a': 1, 'b': 2}:
    case {'a': 1, 'c': 3}: print('never')
    case {'a': int(q)}: print('extra keys are fine', q)  # expect: extra keys are fine 1
for case_ in ('case x: pass\n case y: pass', 'case (x | 1): pass', 'case [a, a]: pass', 'case {**r, "k": 1}: pass', 'case x.y(): pass', 'case 1 + 2: pass', 'case {1: a, 1: b}: pass', 'case A(x=1, x=2): pass', 'case a | b: pass', 'case f"x": pass'):
    try:
        compile('match v:\n ' + case_, 'f', 'exec')
        print('valid')
    except SyntaxError as e: print(e.msg)
    # expect: name capture 'x' makes remaining patterns unreachable
    # expect: name capture 'x' makes remaining patterns unreachable
    # expect: multiple assignments to name 'a' in pattern
    # expect: invalid syntax
# expect: valid
# expect: imaginary number required in complex literal
# expect: mapping pattern checks duplicate key (1)
# expect: attribute name repeated in class pattern: x
# expect: name capture 'a' makes remaining patterns unreachable
# expect: patterns may only match literals and attribute lookups
