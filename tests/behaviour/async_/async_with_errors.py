# What async with says of things that are no async context managers.
def run(coro):
    try:
        while True:
            coro.send(None)
            # expect: AttributeError __aenter__
            # expect: AttributeError __aenter__
            # expect: AttributeError __aexit__
            # expect: TypeError 'async with' received an object from __aenter__ that does not implement __await__: int
            # expect: body
            # expect: TypeError 'async with' received an object from __aexit__ that does not implement __await__: int
    except StopIteration as e:
        return e.value
async def use(x):
    try:
        async with x:
            print('body')  # expect: body
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError exit
class Sync:
    def __enter__(self): return self
    def __exit__(self, *args): pass
class NoExit:
    async def __aenter__(self): pass
class PlainEnter:
    def __aenter__(self): return 5
    async def __aexit__(self, *args): pass
class PlainExit:
    async def __aenter__(self): pass
    def __aexit__(self, *args): return 5
class RaisingExit:
    async def __aenter__(self): pass
    async def __aexit__(self, *args): raise ValueError('exit')
for x in (5, Sync(), NoExit(), PlainEnter(), PlainExit(), RaisingExit()):
    run(use(x))
async def chained():
    try:
        async with RaisingExit():
            raise KeyError('body')
    except ValueError as e:
        print(e, repr(e.__context__))  # expect: exit KeyError('body')
run(chained())
