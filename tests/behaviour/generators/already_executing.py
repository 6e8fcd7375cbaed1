# A generator cannot be resumed while it runs, whichever method asks.
def gen():
    for method in (lambda: next(g), lambda: g.send(None), lambda: g.throw(KeyError), g.close):
        try:
            method()
        except ValueError as e:
            yield str(e)
g = gen()
for line in g:
    print(line)
    # expect: generator already executing
    # expect: generator already executing
    # expect: generator already executing
    # expect: generator already executing

def self_delegating():
    yield 1
    try:
        yield from h
    except ValueError as e:
        print('from', e)  # expect: from generator already executing
h = self_delegating()
print(list(h))  # expect: [1]
print(g.gi_running)  # expect: False
