# The report of an uncaught AttributeError or NameError names what may have been meant.
import sys


def report(f):
    try:
        f()
    except Exception as error:
        lines = []
        old, sys.stderr = sys.stderr, type('Out', (), {'write': lambda _, s: lines.append(s), 'flush': lambda _: None})()
        try:
            sys.excepthook(type(error), error, error.__traceback__)
        finally:
            sys.stderr = old
        print(''.join(lines).splitlines()[-1])
        # expect: AttributeError: type object 'Thing' has no attribute 'color'. Did you mean: 'colour'?
        # expect: AttributeError. Did you mean: 'size'?
        # expect: AttributeError: 'Same' object has no attribute 'value'
        # expect: AttributeError: 'Same' object has no attribute 'valeu'. Did you mean: 'value'?
        # expect: AttributeError
        # expect: NameError: name 'countr' is not defined. Did you mean: 'counter'?
        # expect: NameError: name 'pritn' is not defined. Did you mean: 'print'?
        # expect: NameError: name 'reprot' is not defined. Did you mean: 'report'?
        # expect: AttributeError: 'list' object has no attribute 'apend'. Did you mean: 'append'?
        # expect: NameError: name 'xyzzy_nothing_near' is not defined


class Thing:
    colour = 1
    size = 2

    def __getattr__(self, name):
        raise AttributeError


class Same:
    def __dir__(self):
        return ['value']


def outer():
    counter = 1
    return countr


report(lambda: Thing.color)
report(lambda: Thing().sise)
report(lambda: Same().value)
report(lambda: Same().valeu)
report(lambda: Thing().quite_different)
report(outer)
report(lambda: pritn)
report(lambda: reprot)
report(lambda: [].apend)
report(lambda: xyzzy_nothing_near)
