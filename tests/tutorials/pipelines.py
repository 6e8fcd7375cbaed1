# coroutines that push: source, filter, broadcast, sink; with close and errors passing through
from functools import wraps
def coroutine(f):
    @wraps(f)
    def start(*a, **k): cr = f(*a, **k); next(cr); return cr
    return start
@coroutine
def printer(tag):
    try:
        while True: print(tag, (yield))
    except GeneratorExit: print(tag, 'closed')
@coroutine
def grep(pattern, target):
    try:
        while True:
            line = yield
            if pattern in line: target.send(line)
    except GeneratorExit: target.close()
@coroutine
def broadcast(*targets):
    try:
        while True:
            item = yield
            for t in targets: t.send(item)
    finally:
        for t in targets: t.close()
@coroutine
def numbered(target):
    n = 0
    while True:
        try: item = yield n
        except LookupError as e: item = f'<{e}>'
        n += 1; target.send(f'{n}: {item}')
b = broadcast(grep('py', printer('A')), grep('r', numbered(printer('B'))))
for l in 'python ruby perl java'.split(): b.send(l)
b.close()
p = printer('P'); n = numbered(p); print(n.send('x'), n.throw(LookupError('odd')), n.send('y'))
def follow(lines, target):
    for l in lines: target.send(l)
    target.close()
@coroutine
def state_machine():
    state = 'off'
    while True:
        ev = yield state
        state = {('off', 'push'): 'on', ('on', 'push'): 'off', ('on', 'break'): 'broken'}.get((state, ev), state)
sm = state_machine(); print([sm.send(e) for e in ('push', 'push', 'break', 'push', 'break', 'push')])
@coroutine
def byte_parser(target):
    while True:
        if (yield) != '<': continue
        buf = []
        while (c := (yield)) != '>': buf.append(c)
        target.send(''.join(buf))
bp = byte_parser(printer('tag'))
for c in 'xx<abc>y<d><>': bp.send(c)
print(grep.__name__, type(bp).__name__)
