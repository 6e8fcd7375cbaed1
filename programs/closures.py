"""Functions that make functions: counters, decorators, memoisation, partial application, pipelines."""


def counter(start=0):
    value = start

    def step(by=1):
        nonlocal value
        value += by
        return value

    def reset():
        nonlocal value
        value = start

    step.reset = reset
    return step


def logged(prefix='> ', *, times=True):
    def decorate(function):
        calls = counter()

        def wrapper(*args, **keywords):
            shown = [repr(a) for a in args] + [f'{k}={v!r}' for k, v in keywords.items()]
            result = function(*args, **keywords)
            number = f' #{calls()}' if times else ''
            print(f'{prefix}{function.__name__}({", ".join(shown)}) = {result!r}{number}')
            return result

        wrapper.__wrapped__ = function
        return wrapper

    return decorate


def memoised(function):
    results = {}

    def lookup(*args):
        try:
            return results[args]
        except KeyError:
            results[args] = result = function(*args)
            return result

    lookup.results = results
    return lookup


def partial(function, *fixed, **named):
    return lambda *args, **keywords: function(*fixed, *args, **{**named, **keywords})


def pipe(*functions):
    def run(value):
        for function in functions:
            value = function(value)
        return value

    return run


@logged()
def add(a, b=10):
    return a + b


@logged('- ', times=False)
@memoised
def paths(rows, columns):
    return 1 if not rows or not columns else paths.__wrapped__(rows - 1, columns) + paths.__wrapped__(rows, columns - 1)


tick = counter(5)
print(tick(), tick(10), tick(), tick.reset(), tick())
add(1)
add(1, b=2)
paths(16, 16)
print(len(paths.__wrapped__.results))
power = lambda base, exponent: base ** exponent
square, cube = (partial(power, exponent=n) for n in (2, 3))
print(square(7), cube(3), partial(max, 10)(5, 20), pipe(str.strip, str.upper, list, len)('  four '))
print([f(10) for f in [lambda x, n=n: x * n for n in range(3)]], [f() for f in [(lambda: n) for n in range(3)]])
compose = lambda *fs: (lambda x: x) if not fs else lambda x: fs[0](compose(*fs[1:])(x))
print(compose(square, lambda x: x + 1, abs)(-4), square.__closure__ is not None, power.__closure__)
print(tick.__code__.co_freevars, counter.__code__.co_cellvars, logged.__kwdefaults__, logged.__defaults__)
