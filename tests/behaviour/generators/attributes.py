# What a generator tells of itself.
import types
def gen(a):
    b = yield a
    yield b
g = gen(1)
print(g.__name__, g.__qualname__, g.gi_code is gen.__code__, g.gi_running, g.gi_yieldfrom)
# expect: gen gen True False None
print(type(g) is types.GeneratorType, iter(g) is g, hasattr(g, '__next__'), g.gi_frame.f_locals)
# expect: True True True {'a': 1}
next(g)
print(g.gi_frame.f_locals, g.gi_frame.f_lineno)  # expect: {'a': 1} 4
g.send(5)
print(sorted(g.gi_frame.f_locals.items()), g.gi_frame.f_lineno)  # expect: [('a', 1), ('b', 5)] 5
list(g)
print(g.gi_frame, g.gi_code.co_name)  # expect: None gen
g.__name__ = 'renamed'
g.__qualname__ = 'x.renamed'
print(repr(g).startswith('<generator object x.renamed at 0x'), g.__name__)  # expect: True renamed
for value in (1, None):
    try:
        g.__name__ = value
    except TypeError as e:
        print(e)
        # expect: __name__ must be set to a string object
        # expect: __name__ must be set to a string object
try:
    g.gi_running = True
except AttributeError as e:
    print(e)  # expect: attribute 'gi_running' of 'generator' objects is not writable
print(bool(gen.__code__.co_flags & 0x20), repr(x for x in ()).split(' at ')[0])
# expect: True <generator object <genexpr>
try:
    type(g)()
except TypeError as e:
    print(e)  # expect: cannot create 'generator' instances
class C:
    def m(self):
        yield
print(C().m().__qualname__, C.m.__qualname__)  # expect: C.m C.m
