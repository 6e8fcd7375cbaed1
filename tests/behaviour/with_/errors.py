# Missing methods and failing ones.
class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): pass
class EnterFails:
    def __enter__(self): raise ValueError('enter')
    def __exit__(self, *a): print('never')
class ExitFails:
    def __enter__(self): return self
    def __exit__(self, kind, *a): raise OSError('exit after', kind)
class AsyncOnly:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
for cm in (5, NoEnter(), NoExit(), EnterFails(), ExitFails(), AsyncOnly()):
    try:
        with cm: pass
    except Exception as e:
        print(type(e).__name__, e)
        # expect: AttributeError __enter__
        # expect: AttributeError __enter__
        # expect: AttributeError __exit__
        # expect: ValueError enter
        # expect: OSError [Errno exit after] None
        # expect: AttributeError __enter__
try:
    with ExitFails(): raise KeyError('body')
except OSError as e:
    print(e.args, repr(e.__context__))  # expect: ('exit after', <class 'KeyError'>) KeyError('body')
class Outer:
    def __enter__(self): return self
    def __exit__(self, kind, value, tb):
        print('outer sees', kind.__name__)
        # expect: outer sees ValueError
        # expect: outer sees OSError
        # expect: outer sees AttributeError
        return True
with Outer(), EnterFails(): print('never')
with Outer(), ExitFails(): pass
with Outer() as o, o.missing: print('never')
class BadBool:
    def __bool__(self): raise RuntimeError('bool')
class ExitReturnsBad:
    def __enter__(self): pass
    def __exit__(self, *a): return BadBool()
try:
    with ExitReturnsBad(): raise ValueError
except RuntimeError as e:
    print(e)  # expect: bool
x = NoEnter()
x.__enter__ = lambda: None
try:
    with x: pass
except AttributeError as e: print(e)  # expect: __enter__
