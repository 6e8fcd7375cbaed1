# The name bound by `as` is deleted at the end of its block.
e = 'before'
try:
    raise ValueError('x')
except ValueError as e:
    print(repr(e))  # expect: ValueError('x')
try:
    print(e)
except NameError as err:
    print(err)  # expect: name 'e' is not defined
def f():
    try:
        raise ValueError
    except ValueError as v:
        del v
    try:
        return v
    except UnboundLocalError as u:
        return str(u)
print(f())  # expect: local variable 'v' referenced before assignment
try:
    raise KeyError
except KeyError as k:
    k = 5
print('k' in globals())  # expect: False
