# finally blocks and context managers that await while an exception is on its way.
import types
@types.coroutine
def pause(x):
    return (yield x)
async def body(log):
    try:
        await pause('body')
    except ValueError as e:
        log.append('except')
        await pause('in except')
        raise KeyError('from except') from e
    else:
        log.append('else')
    finally:
        log.append('finally')
        await pause('in finally')
        log.append('finally ends')
    return 'returned'
def drive(c, *steps):
    out = []
    for s in steps:
        try:
            out.append(c.throw(s) if isinstance(s, BaseException) else c.send(s))
        except StopIteration as e:
            out.append(('stop', e.value))
        except BaseException as e:
            out.append((repr(e), repr(e.__cause__), repr(e.__context__)))
    return out
for steps in ((None, None, None), (None, ValueError('v'), None, None), (None, OSError('o'), None), (None, OSError('o'), IndexError('i')),
              (None, GeneratorExit(), None)):
    log = []
    print(drive(body(log), *steps), log)
    # expect: ['body', 'in finally', ('stop', 'returned')] ['else', 'finally', 'finally ends']
    # expect: ['body', 'in except', 'in finally', ("KeyError('from except')", "ValueError('v')", "ValueError('v')")] ['except', 'finally', 'finally ends']
    # expect: ['body', 'in finally', ("OSError('o')", 'None', 'None')] ['finally', 'finally ends']
    # expect: ['body', 'in finally', ("IndexError('i')", 'None', "OSError('o')")] ['finally']
    # expect: ['body', 'in finally', ('GeneratorExit()', 'None', 'None')] ['finally', 'finally ends']
async def returns():
    for i in range(2):
        try:
            return await pause('value')
        finally:
            await pause('cleanup')
            if i == 0:
                continue
print(drive(returns(), None, 'r', None, 's', None))
# expect: ['value', 'cleanup', 'value', 'cleanup', ('stop', 's')]
