# super with and without arguments, in class methods, nested functions, and its errors.
class A:
    @classmethod
    def make(cls): return cls.__name__
    @property
    def p(self): return 'A.p'
    def f(self): return 'A.f'
    x = 'A.x'
class B(A):
    x = 'B.x'
    @classmethod
    def make(cls): return 'B:' + super().make()
    @property
    def p(self): return 'B>' + super().p
    def f(self):
        def inner(): return super(B, self).f()
        return inner() + [super().f() for self in [self]][0] if False else inner()
    def g(self): return super().x, super(B, self).x, __class__.__name__
    def deleted(self):
        del self
        super()
    def none(): super()
    def outer(self):
        def nested(s): return super().f()
        return nested(self)
b = B()
print(B.make(), b.p, b.f(), b.g(), b.outer())  # expect: B:B B>A.p A.f ('A.x', 'A.x', 'B') A.f
for f in (b.deleted, B.none, lambda: super(), lambda: super(B, 5), lambda: super(5), lambda: super(B, A())):
    try:
        f()
    except (RuntimeError, TypeError) as e:
        print(e)
        # expect: super(): arg[0] deleted
        # expect: super(): no arguments
        # expect: super(): no arguments
        # expect: super(type, obj): obj must be an instance or subtype of type
        # expect: super() argument 1 must be type, not int
        # expect: super(type, obj): obj must be an instance or subtype of type
try:
    super(B, b).nothing
except AttributeError as e:
    print(e)  # expect: 'super' object has no attribute 'nothing'
s = super(B, b)
print(s.__thisclass__.__name__, s.__self__ is b, s.__self_class__.__name__, super(B, B).make())
# expect: B True B B
