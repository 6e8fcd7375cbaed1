# cr_await, gi_yieldfrom and cr_frame show where a chain is suspended.
import types
@types.coroutine
def trap():
    yield
async def leaf():
    await trap()
async def middle():
    await leaf()
async def top():
    await middle()
t = top()
print(t.cr_await)  # expect: None
t.send(None)
chain = []
x = t
while x is not None:
    chain.append(x.__name__)
    x = getattr(x, 'cr_await', None) or getattr(x, 'gi_yieldfrom', None)
print(chain)  # expect: ['top', 'middle', 'leaf', 'trap']
print(t.cr_frame.f_lineno, t.cr_await.cr_frame.f_lineno, t.cr_running)  # expect: 11 9 False
try:
    t.send(None)
except StopIteration:
    print(t.cr_await, t.cr_frame)  # expect: None None
class Aw:
    def __await__(self):
        yield
async def on_object():
    await Aw()
c = on_object()
c.send(None)
print(type(c.cr_await).__name__)  # expect: generator
c.close()
