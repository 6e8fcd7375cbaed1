# asend, athrow and aclose in each state.
def run(coro):
    try:
        while True:
            coro.send(None)  # expect: can't send non-None value to a just-started async generator
    except StopIteration as e:
        return e.value
async def agen():
    try:
        while True:
            try:
                x = yield 'y'
                print('sent', x)  # expect: sent 2
            except ValueError as e:
                print('caught', e)
    finally:
        print('finally')
async def main():
    g = agen()
    try:
        await g.asend(1)
    except TypeError as e:
        print(e)
    print(await g.asend(None), await g.asend(2))  # expect: y y
    print(await g.athrow(ValueError('v')), await g.athrow(ValueError, 'w'))
    # expect: caught v
    # expect: caught w
    # expect: y y
    try:
        await g.athrow(KeyError('k'))  # expect: finally
    except KeyError as e:
        print('out', e)  # expect: out 'k'
    try:
        await g.asend(None)
    except StopAsyncIteration:
        print('over')  # expect: over
    print(await g.aclose())  # expect: None
    g = agen()
    print(await g.aclose())  # expect: None
    try:
        await g.asend(None)
    except StopAsyncIteration:
        print('closed before the start')  # expect: closed before the start
    g = agen()
    try:
        await g.athrow(OSError('unstarted'))
    except OSError as e:
        print(e)  # expect: unstarted
    g = agen()
    await g.asend(None)
    print(await g.aclose())
    # expect: finally
    # expect: None
    async def ignores():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    g = ignores()
    await g.asend(None)
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)  # expect: async generator ignored GeneratorExit
    a = agen().asend(None)
    await a
    try:
        await a
    except (RuntimeError, StopIteration) as e:
        print(type(e).__name__, e)  # expect: RuntimeError cannot reuse already awaited __anext__()/asend()
run(main())  # expect: finally
