# contextmanager, closing, suppress, ExitStack.
import contextlib
@contextlib.contextmanager
def cm(name):
    print('enter', name)  # expect: enter a
    try:
        yield name.upper()
    except KeyError as e:
        print('handled', e)
    finally:
        print('exit', name)
with cm('a') as x: print(x)
# expect: A
# expect: exit a
with cm('b'): raise KeyError('k')
# expect: enter b
# expect: handled 'k'
# expect: exit b
try:
    with cm('c'): raise ValueError('v')
    # expect: enter c
    # expect: exit c
except ValueError as e: print(e)  # expect: v
with contextlib.suppress(ZeroDivisionError): 1 / 0
with contextlib.ExitStack() as stack:
    stack.callback(print, 'callback')
    print(stack.enter_context(cm('d')))
    # expect: enter d
    # expect: D
# expect: exit d
# expect: callback
@contextlib.contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice(): pass
except RuntimeError as e: print(e)  # expect: generator didn't stop
@contextlib.contextmanager
def none():
    return
    yield
try:
    with none(): pass
except RuntimeError as e: print(e)  # expect: generator didn't yield
with contextlib.nullcontext(5) as n: print(n)  # expect: 5
@cm('deco')
def f(): print('body')
f()
# expect: enter deco
# expect: body
# expect: exit deco

# Callbacks that fail while nothing is handled: the later error does not get the earlier one as its context.
try:
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.callback(lambda: [][1])
except ZeroDivisionError as e: print(repr(e.__context__))  # expect: None
try:
    try: {}['outer']
    except KeyError:
        with contextlib.ExitStack() as stack:
            stack.callback(lambda: 1 / 0)
            stack.callback(lambda: [][1])
except ZeroDivisionError as e: print(repr(e.__context__), repr(e.__context__.__context__))  # expect: IndexError('list index out of range') None
