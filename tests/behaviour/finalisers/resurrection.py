# An object may be brought back by its finaliser; it runs once.
saved = []
class R:
    def __del__(self):
        print('del')  # expect: del
        saved.append(self)
r = R()
r = None
print(len(saved))  # expect: 1
saved.clear()
print('no second time')  # expect: no second time
class Raises:
    def __del__(self): raise ValueError
    marker = 1
class Chain:
    def __init__(self, inner): self.inner = inner
    def __del__(self): print('outer', self.inner is not None)  # expect: outer True
class Inner:
    def __del__(self): print('inner')  # expect: inner
c = Chain(Inner())
del c
print('end')  # expect: end
