# assert with and without a message.
def check(x, *m):
    try:
        if m: assert x, m[0]
        else: assert x
    except AssertionError as e:
        print(repr(e))
    else:
        print('ok')  # expect: ok
check(1)
check(0)  # expect: AssertionError()
check([], 'message')  # expect: AssertionError('message')
check('', ('tuple', 1))  # expect: AssertionError(('tuple', 1))
check(None, None)  # expect: AssertionError(None)
assert (lambda: True)(), 1 / 0
