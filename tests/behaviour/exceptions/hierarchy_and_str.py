# Classes of exceptions, their str, repr, args.
print(KeyError('k'), KeyError('a', 'b'), repr(KeyError('k')), ValueError(), repr(ValueError()), ValueError('a', 1))
# expect: 'k' ('a', 'b') KeyError('k')  ValueError() ('a', 1)
print(IndexError.__mro__, issubclass(IOError, OSError), IOError is OSError, EnvironmentError is OSError)
# expect: (<class 'IndexError'>, <class 'LookupError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>) True True True
e = OSError(2, 'No such file', 'name')
print(type(e).__name__, e, e.errno, e.strerror, e.filename, e.args)
# expect: FileNotFoundError [Errno 2] No such file: 'name' 2 No such file name (2, 'No such file')
print(OSError('one arg'), OSError(13, 'x').__class__.__name__, repr(OSError(99999, 'y')))
# expect: one arg PermissionError OSError(99999, 'y')
s = StopIteration(5, 6)
print(s.value, s.args, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)
# expect: 5 (5, 6) 3 None (1, 2)
try: undefined
except NameError as n: print(n, n.name)  # expect: name 'undefined' is not defined undefined
try: [].nope
except AttributeError as a: print(a, a.name, a.obj)  # expect: 'list' object has no attribute 'nope' nope []
try: import nonexistent_module_x
except ImportError as i: print(type(i).__name__, i, i.name)
# expect: ModuleNotFoundError No module named 'nonexistent_module_x' nonexistent_module_x
try: 'é'.encode('ascii')
except UnicodeEncodeError as u: print(u, u.start, u.end, u.reason, u.object)
# expect: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128) 0 1 ordinal not in range(128) é
try: b'\xff'.decode()
except UnicodeDecodeError as u: print(u)
# expect: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
try: compile('x ==== 1', 'f', 'exec')
except SyntaxError as s: print(s.msg, s.lineno, s.offset, s.filename, s.text)
# expect: invalid syntax 1 5 f x ==== 1
# expect:
class Custom(Exception):
    def __str__(self): return 'custom str'
print(Custom(1), repr(Custom(1, 2)))  # expect: custom str Custom(1, 2)
x = ValueError('n')
x.args = ('changed',)
x.extra = 1
print(x, x.__dict__, x.with_traceback(None) is x, x.__traceback__)  # expect: changed {'extra': 1} True None
print(issubclass(GeneratorExit, Exception), issubclass(KeyboardInterrupt, Exception), BaseException.__bases__)
# expect: False False (<class 'object'>,)
print(ValueError(1) == ValueError(1), isinstance(UnicodeDecodeError('u', b'', 0, 1, 'r'), ValueError))
# expect: False True
