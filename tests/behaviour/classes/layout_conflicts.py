# Builtin classes as bases together: which pairs have a common layout, whose layout the class has.
import io, types, weakref
def attempt(*bases):
    try: return type('D', bases, {}).__base__.__name__
    except TypeError as error: return error
class Mine(Exception): pass
for bases in ((AttributeError, StopIteration), (OSError, SyntaxError), (ValueError, StopIteration), (Mine, TimeoutError),
              (KeyError, AttributeError), (UnicodeError, OSError), (Exception, types.SimpleNamespace), (int, str),
              (ConnectionError, FileNotFoundError), (Mine, KeyError), (NameError, ImportError), (io.StringIO, io.BytesIO), (io.FileIO, io.TextIOWrapper), (UnboundLocalError, KeyError)):
    print([b.__name__ for b in bases], attempt(*bases))
class D(Mine, TimeoutError): pass
print(repr(D(2, 'no', 'file')), D(2, 'no', 'file').filename, D.__new__(D, 1, 2).errno)
class E(Mine, KeyError): pass
print(str(E('k')))
for c in (ValueError, KeyError, OSError, TimeoutError, NameError, UnicodeDecodeError, MemoryError, SystemExit):
    print(c.__name__, sorted(n for n in vars(c) if n in ('__init__', '__new__', '__str__')))
print(MemoryError.__new__(MemoryError, 1).args, UnicodeDecodeError.__new__(UnicodeDecodeError).start)
class F(frozenset): pass
class G(staticmethod): pass
print([n for c in (F, G) for n in ('__dict__', '__weakref__') if n in vars(c)], weakref.ref(F()) is not None)
class H:
    def __getnewargs_ex__(self): return (1,), 'no dict'
try: H().__reduce_ex__(2)
except TypeError as error: print(error)
class I(H, Exception): pass
try: del I().__dict__
except TypeError as error: print(error)
# expect: ['AttributeError', 'StopIteration'] multiple bases have instance lay-out conflict
# expect: ['OSError', 'SyntaxError'] multiple bases have instance lay-out conflict
# expect: ['ValueError', 'StopIteration'] StopIteration
# expect: ['Mine', 'TimeoutError'] TimeoutError
# expect: ['KeyError', 'AttributeError'] AttributeError
# expect: ['UnicodeError', 'OSError'] OSError
# expect: ['Exception', 'SimpleNamespace'] multiple bases have instance lay-out conflict
# expect: ['int', 'str'] multiple bases have instance lay-out conflict
# expect: ['ConnectionError', 'FileNotFoundError'] ConnectionError
# expect: ['Mine', 'KeyError'] Mine
# expect: ['NameError', 'ImportError'] multiple bases have instance lay-out conflict
# expect: ['StringIO', 'BytesIO'] multiple bases have instance lay-out conflict
# expect: ['FileIO', 'TextIOWrapper'] multiple bases have instance lay-out conflict
# expect: ['UnboundLocalError', 'KeyError'] UnboundLocalError
# expect: D(2, 'no') file 1
# expect: 'k'
# expect: ValueError ['__init__', '__new__']
# expect: KeyError ['__init__', '__str__']
# expect: OSError ['__init__', '__new__', '__str__']
# expect: TimeoutError ['__init__']
# expect: NameError ['__init__', '__str__']
# expect: UnicodeDecodeError ['__init__', '__new__', '__str__']
# expect: MemoryError ['__init__', '__new__']
# expect: SystemExit ['__init__']
# expect: () 0
# expect: ['__dict__', '__weakref__'] True
# expect: second item of the tuple returned by __getnewargs_ex__ must be a dict, not 'str'
# expect: cannot delete __dict__
