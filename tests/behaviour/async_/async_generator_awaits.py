# An async generator that awaits: what is trapped passes through, what is yielded does not.
import types
@types.coroutine
def trap(x):
    return (yield ('trap', x))
async def agen():
    a = await trap(1)
    yield ('value', a)
    b = await trap(2)
    yield ('value', b)
async def main():
    out = []
    async for v in agen():
        out.append(v)
    return out
c = main()
print(c.send(None))  # expect: ('trap', 1)
print(c.send('A'))  # expect: ('trap', 2)
try:
    c.send('B')
except StopIteration as e:
    print(e.value)  # expect: [('value', 'A'), ('value', 'B')]
g = agen()
s = g.asend(None)
print(s.send(None), g.ag_running, g.ag_await is not None)  # expect: ('trap', 1) True True
t = g.asend(None)
try:
    t.send(None)
except RuntimeError as e:
    print(e)  # expect: anext(): asynchronous generator is already running
try:
    s.send('x')
except StopIteration as e:
    print(e.value, g.ag_running)  # expect: ('value', 'x') False
s = g.asend(None)
s.send(None)
try:
    s.throw(ValueError('into the trap'))
except ValueError as e:
    print(e)  # expect: into the trap
n = g.__anext__()
try:
    n.send(None)
except StopAsyncIteration:
    print('finished')  # expect: finished
