# generators: states, send, throw, close, return values
import inspect
def gen():
    try:
        x = yield 1
        print('got', x)
        while True:
            try:
                x = yield x
            except ValueError as e:
                print('caught', e); x = 'recovered'
    finally:
        print('cleanup')
g = gen()
print(inspect.getgeneratorstate(g), g.gi_frame.f_lineno, g.gi_running, g.gi_yieldfrom)
try: g.send(5)
except TypeError as e: print(e)
print(next(g), inspect.getgeneratorstate(g), g.send('a'), g.throw(ValueError('v')), g.throw(ValueError, 'w'))
print(inspect.getgeneratorlocals(g))
g.close(); print(inspect.getgeneratorstate(g), g.gi_frame); g.close()
try: next(g)
except StopIteration as e: print('stop', e.value)
def ret():
    yield 1
    return 'value'
r = ret(); next(r)
try: next(r)
except StopIteration as e: print(e.value)
def ignore():
    while True:
        try: yield
        except GeneratorExit: print('no'); 
i = ignore(); next(i)
try: i.close()
except RuntimeError as e: print(e)
def bad(): 
    yield 1
    raise StopIteration('x')
b = bad(); next(b)
try: next(b)
except RuntimeError as e: print(e, repr(e.__cause__))
def selfie():
    yield next(me)
me = selfie()
try: next(me)
except ValueError as e: print(e)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
import itertools
print(list(itertools.islice(fib(), 15)))
print(sum(x*x for x in range(10)), list(x for x in 'abc' if x != 'b'), type((x for x in ())).__name__)
def averager():
    total = n = 0; avg = None
    while True:
        v = yield avg
        total += v; n += 1; avg = total / n
a = averager(); next(a); print([a.send(v) for v in (10, 30, 5)])
def pipeline(lines):
    stripped = (l.strip() for l in lines)
    words = (w for l in stripped for w in l.split())
    return (w.upper() for w in words)
print(list(pipeline(['  a b ', 'c\n'])))
g2 = (i for i in [1,2,3]); print(g2.__name__, g2.__qualname__, g2.gi_code.co_name)
def deco(f):
    def start(*a, **k):
        g = f(*a, **k); next(g); return g
    return start
@deco
def grep(p):
    print('looking for', p)
    try:
        while True:
            line = yield
            if p in line: print(line)
    except GeneratorExit: print('bye')
gr = grep('py'); gr.send('no'); gr.send('python'); gr.close()
def t():
    try: yield 1
    except KeyError: return 'r'
x = t(); next(x)
try: x.throw(KeyError)
except StopIteration as e: print('ret', e.value)
y = t()
try: y.throw(KeyError('early'))
except KeyError as e: print(repr(e))
print(list(y))
