x = 1 + 2 * 3 - -4
x = 'a' * 3 + 'b'
x = 2 ** 10, 2 ** 1000, 1 << 5, 10 // 3, 10 % 3, 7 / 2, not 1, -(5)
x = 'abc'[1], (1, 2, 3)[0]
x = (1, 2) + (3,)
x = 1 if True else 2
if 0:
    never()
if 1:
    always()
while 0:
    never()
if __debug__:
    x = __debug__
def f():
    return 1
    x = 2
def g():
    'doc'
    if a: return
    else: raise b
def h():
    pass
    5
    'text'
    ...
    x
