# A coroutine that is dropped before its start warns on standard error.
# expect stderr: RuntimeWarning: coroutine 'forgotten' was never awaited
# expect stderr: RuntimeWarning: coroutine 'Class.method' was never awaited
async def forgotten():
    pass
class Class:
    async def method(self):
        pass
forgotten()
c = Class().method()
c = None
started = forgotten()
try:
    started.send(None)
except StopIteration:
    print('ran')  # expect: ran
closed = forgotten()
closed.close()
print('end')  # expect: end
