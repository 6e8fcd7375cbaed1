# try, except, else, finally in every combination; the order of what runs.
def f(x):
    log = []
    try:
        log.append('try')
        if x == 'raise': raise ValueError
        if x == 'other': raise KeyError
        if x == 'return': return log
    except ValueError:
        log.append('except')
    except (KeyError, IndexError) as e:
        log.append(type(e).__name__)
    else:
        log.append('else')
    finally:
        log.append('finally')
    log.append('end')
    return log
for x in ('', 'raise', 'other', 'return'):
    print(f(x))
    # expect: ['try', 'else', 'finally', 'end']
    # expect: ['try', 'except', 'finally', 'end']
    # expect: ['try', 'KeyError', 'finally', 'end']
    # expect: ['try', 'finally']
def override():
    try: return 'try'
    finally: return 'finally'
def swallow():
    for i in range(3):
        try: 1 / 0
        finally: continue
    while True:
        try: raise KeyError
        finally: break
    return 'swallowed', i
def nested():
    try:
        try: raise ValueError('a')
        finally: print('inner finally')  # expect: inner finally
    except ValueError as e: return str(e)
    finally: print('outer finally')  # expect: outer finally
print(override(), swallow(), nested())  # expect: finally ('swallowed', 2) a
def loop():
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            yield i
        finally:
            yield f'f{i}'
print(list(loop()))  # expect: [0, 'f0', 'f1', 2, 'f2', 'f3']
def else_raises():
    try: pass
    except ValueError: print('not here')
    else: raise ValueError('from else')
try: else_raises()
except ValueError as e: print(e)  # expect: from else
try:
    try: raise KeyError(1)
    except ValueError: pass
except KeyError as e: print('outer', e)  # expect: outer 1
