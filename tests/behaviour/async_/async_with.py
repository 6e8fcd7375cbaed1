# __aenter__ and __aexit__ are awaited; a true result swallows the exception.
def run(coro):
    try:
        while True:
            coro.send(None)
            # expect: enter a
            # expect: enter b
            # expect: a b
    except StopIteration as e:
        return e.value
class CM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    async def __aenter__(self):
        print('enter', self.name)
        return self.name
    async def __aexit__(self, kind, value, tb):
        print('exit', self.name, kind and kind.__name__, value, tb is not None)
        # expect: exit b None None False
        # expect: exit a None None False
        return self.swallow
async def main():
    async with CM('a') as a, CM('b') as b:
        print(a, b)
    async with CM('swallows', True):
        # expect: enter swallows
        # expect: exit swallows ValueError v True
        raise ValueError('v')
    try:
        async with CM('passes'):
            # expect: enter passes
            # expect: exit passes KeyError 'k' True
            raise KeyError('k')
    except KeyError as e:
        print('out', e)  # expect: out 'k'
    for i in range(3):
        async with CM(i):
            # expect: enter 0
            # expect: exit 0 None None False
            # expect: enter 1
            # expect: exit 1 None None False
            if i == 0:
                continue
            break
    async def returns():
        async with CM('return'):
            # expect: enter return
            # expect: exit return None None False
            return 'value'
    print(await returns())  # expect: value
    async with CM('t') as (x):
        # expect: enter t
        # expect: exit t None None False
        pass
    async with (CM('p') as p, CM('q')):
        # expect: enter p
        # expect: enter q
        print(p)  # expect: p
run(main())
# expect: exit q None None False
# expect: exit p None None False
