# Data and non-data descriptors, and who wins against the instance dict.
class Data:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None):
        return ('data', self.name, obj is not None, owner.__name__)
    def __set__(self, obj, value): print('set', self.name, value)
    def __delete__(self, obj): print('delete', self.name)
class NonData:
    def __get__(self, obj, owner=None): return 'nondata'
class C:
    d = Data()
    n = NonData()
c = C()
c.__dict__.update(d='dict d', n='dict n')
print(c.d, c.n, C.d, C.n)  # expect: ('data', 'd', True, 'C') dict n ('data', 'd', False, 'C') nondata
c.d = 5  # expect: set d 5
del c.d  # expect: delete d
print(c.d, sorted(c.__dict__))  # expect: ('data', 'd', True, 'C') ['d', 'n']
class SetOnly:
    def __set__(self, obj, value): obj.__dict__['s'] = value * 2
class E:
    s = SetOnly()
e = E()
print(type(e.s).__name__)  # expect: SetOnly
e.s = 4
print(e.s)  # expect: 8
class Cached:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner):
        print('computing')  # expect: computing
        value = obj.__dict__[self.name] = self.f(obj)
        return value
class F:
    @Cached
    def v(self): return 42
f = F()
print(f.v, f.v)  # expect: 42 42
class Raising:
    def __get__(self, obj, owner): raise AttributeError('from get')
class G:
    r = Raising()
    def __getattr__(self, n): return 'getattr ' + n
print(G().r, hasattr(G, 'r'))  # expect: getattr r False
