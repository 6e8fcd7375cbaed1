# `close` in each state: unstarted, suspended, handling GeneratorExit, finished.
log = []
def gen(mode):
    try:
        yield 1
    except GeneratorExit:
        log.append('exit')
        if mode == 'yield':
            yield 2
        elif mode == 'return':
            return 3
        elif mode == 'raise':
            raise KeyError('in close')
        elif mode == 'stop':
            raise StopIteration
        raise
    finally:
        log.append('finally')

print(gen('').close(), log)  # expect: None []
for mode in ('', 'return', 'yield', 'raise', 'stop'):
    g = gen(mode)
    next(g)
    log.clear()
    try:
        print(g.close(), log)
        # expect: None ['exit', 'finally']
        # expect: None ['exit', 'finally']
    except BaseException as e:
        print(mode, type(e).__name__, e, log)
        # expect: yield RuntimeError generator ignored GeneratorExit ['exit']
        # expect: raise KeyError 'in close' ['exit', 'finally']
        # expect: stop RuntimeError generator raised StopIteration ['exit', 'finally']
g = gen('')
list(g)
print(g.close(), g.close(), g.gi_frame)  # expect: None None None
