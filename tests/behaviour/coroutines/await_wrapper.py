# c.__await__() gives an iterator with send, throw and close.
import types
@types.coroutine
def pause(x):
    return (yield x)
async def f():
    return await pause(1), await pause(2)
w = f().__await__()
print(type(w).__name__, iter(w) is w, next(w), w.send('a'))  # expect: coroutine_wrapper True 1 2
try:
    w.send('b')
except StopIteration as e:
    print(e.value)  # expect: ('a', 'b')
w = f().__await__()
next(w)
try:
    w.throw(ValueError('x'))
except ValueError as e:
    print(e)  # expect: x
w = f().__await__()
next(w)
print(w.close())  # expect: None
try:
    next(w)
except RuntimeError as e:
    print(e)  # expect: cannot reuse already awaited coroutine
print([x for x in f().__await__()])  # expect: [1, 2]
def plain():
    return (yield from f())
try:
    next(plain())
except TypeError as e:
    print(e)  # expect: cannot 'yield from' a coroutine object in a non-coroutine generator
