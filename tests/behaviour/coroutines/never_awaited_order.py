# The warning comes at the drop, before the next statement.
import sys
class Errors:
    def write(self, text):
        if 'RuntimeWarning: ' in text:
            print(text.split('RuntimeWarning: ')[1].split('\n')[0])
    def flush(self):
        pass
sys.stderr = Errors()
async def f():
    pass
print('before')  # expect: before
f()  # expect: coroutine 'f' was never awaited
print('after')  # expect: after
c = f()
print('held')  # expect: held
c = f()  # expect: coroutine 'f' was never awaited
print('replaced')  # expect: replaced
del c  # expect: coroutine 'f' was never awaited
print('deleted')  # expect: deleted
def leave():
    local = f()
    return 1
leave()  # expect: coroutine 'f' was never awaited
print([f(), 1][1])
# expect: coroutine 'f' was never awaited
# expect: 1
