# A function's `__code__` is replaced while an activation runs the old one, or is suspended in it.
def other():
    return 'other'
def running():
    names = {'other': other}
    exec('def f():\n    f.__code__ = other.__code__\n    x = [1, 2, 3]\n    return sum(x) * 1000 + len(x)\n', names)
    return names['f']
def suspended():
    names = {}
    exec("def g():\n    a = 1\n    try:\n        yield a\n        yield 'second'\n    finally:\n        a = 2\n", names)
    return names['g']
for i in range(20):
    f = running()
    called = f(), f()
    g = suspended()
    it = g()
    first = next(it)
    g.__code__ = other.__code__
    rubbish = [suspended() for _ in range(3)]
    second = next(it)
    it.close()
print(called)  # expect: (6003, 'other')
print(first, second, g())  # expect: 1 second other
