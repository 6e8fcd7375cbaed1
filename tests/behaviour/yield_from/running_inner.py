# The outer generator counts as running while its delegate runs.
def inner():
    try:
        next(o)
    except ValueError as e:
        yield str(e)
    yield o.gi_running, i.gi_running
    try:
        o.close()
    except ValueError as e:
        yield str(e)
    try:
        o.throw(KeyError)
    except ValueError as e:
        yield str(e)
i = inner()
def outer():
    yield from i
o = outer()
print(list(o))
# expect: ['generator already executing', (True, True), 'generator already executing', 'generator already executing']
print(o.gi_running)  # expect: False
