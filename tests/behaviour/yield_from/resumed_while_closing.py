# While a chain is closed, each link above the one that runs counts as running.
gens = {}
def attempt(f, *args):
    try: return f(*args)
    except Exception as error: return type(error).__name__
def report(who):
    for name in 'leaf', 'middle', 'root':
        g = gens[name]
        print(who, name, attempt(g.send, None), attempt(g.close), g.gi_running)
def leaf():
    try: yield 1
    finally: report('leaf')
def middle():
    try: yield from gens['leaf']
    finally: report('middle')
def root():
    yield from gens['middle']
def start():
    gens.update(leaf=leaf(), middle=middle(), root=root())
    next(gens['root'])
start()
gens['root'].close()
# expect: leaf leaf ValueError ValueError True
# expect: leaf middle ValueError ValueError True
# expect: leaf root ValueError ValueError True
# expect: middle leaf StopIteration None False
# expect: middle middle ValueError ValueError True
# expect: middle root ValueError ValueError True
start()
print(attempt(gens['middle'].close), attempt(gens['root'].send, None))
# expect: leaf leaf ValueError ValueError True
# expect: leaf middle ValueError ValueError True
# expect: leaf root ValueError None False
# expect: middle leaf StopIteration None False
# expect: middle middle ValueError ValueError True
# expect: middle root StopIteration None False
# expect: None StopIteration
