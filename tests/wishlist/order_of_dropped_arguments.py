# Arguments live as long as the call, and the last goes first.
class A:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
def f(a, b): a = None; print('f ends')
f(A(1), A(2))
# expect: f ends
# expect: del 2
# expect: del 1
