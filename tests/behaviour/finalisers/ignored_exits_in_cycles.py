# Generators that refuse to end, in cycles with the code that they run.
import gc, sys
sys.unraisablehook = lambda info: None
def make():
    names = {}
    exec('''
def inner():
    while True:
        try: yield 1
        except GeneratorExit: pass
def outer():
    while True:
        try: yield from inner()
        except BaseException: pass
''', names)
    names['it'] = names['outer']()
    next(names['it'])
for i in range(20): make()
for i in range(4): gc.collect()
print(gc.collect())  # expect: 0
