# A finaliser that itself delegates runs between a foreign delegate's answer to throw() and its way to the resumer.
class Dies:
    def __del__(self):
        def delegating(): return (yield from plain())
        def plain():
            yield 'inside'
            return 3
        print('del', list(delegating()))
class Foreign:
    def __iter__(self): return self
    def __next__(self): return 'next'
    def throw(self, *args):
        local = Dies()
        return 'thrown'
def outer():
    return (yield from Foreign())
it = outer()
print(next(it))  # expect: next
print(it.throw(ValueError))
# expect: del ['inside']
# expect: thrown
print(next(it))  # expect: next
