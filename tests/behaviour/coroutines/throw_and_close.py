# throw and close reach the innermost frame of an await chain.
import types
@types.coroutine
def suspend():
    try:
        return (yield 'suspended')
    except GeneratorExit:
        print('exit in trap')
        raise
    finally:
        print('finally in trap')
async def inner():
    try:
        return await suspend()
    except ValueError as e:
        return 'handled ' + str(e)
    finally:
        print('finally in inner')
async def outer():
    try:
        return await inner()
    finally:
        print('finally in outer')
c = outer()
print(c.send(None))  # expect: suspended
try:
    c.throw(ValueError('v'))
    # expect: finally in trap
    # expect: finally in inner
    # expect: finally in outer
except StopIteration as e:
    print(e.value)  # expect: handled v
c = outer()
c.send(None)
c.close()
# expect: exit in trap
# expect: finally in trap
# expect: finally in inner
# expect: finally in outer
c = outer()
c.send(None)
try:
    c.throw(KeyError, 'k')
    # expect: finally in trap
    # expect: finally in inner
    # expect: finally in outer
except KeyError as e:
    print(repr(e))  # expect: KeyError('k')
c = outer()
try:
    c.throw(OSError('unstarted'))
except OSError as e:
    print(e)  # expect: unstarted
async def stubborn():
    try:
        await suspend()
    except GeneratorExit:
        await suspend()
c = stubborn()
c.send(None)
try:
    c.close()
    # expect: exit in trap
    # expect: finally in trap
except RuntimeError as e:
    print(e)  # expect: coroutine ignored GeneratorExit
try:
    c.send(None)  # expect: finally in trap
except StopIteration:
    print('ended')  # expect: ended
