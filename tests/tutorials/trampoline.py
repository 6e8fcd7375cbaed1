# trampolines: deep recursion without the stack; a visitor with generators
import types
def trampoline(gen):
    stack, value = [gen], None
    while stack:
        try:
            value = stack[-1].send(value)
            if isinstance(value, types.GeneratorType): stack.append(value); value = None
            else: pass
        except StopIteration as e:
            stack.pop(); value = e.value
        except Exception as e:
            stack.pop()
            while stack:
                try: value = stack[-1].throw(e); break
                except StopIteration as s: stack.pop(); value = s.value; break
                except Exception as x: e = x; stack.pop()
            else: raise
    return value
def countdown(n):
    if n == 0: return 'bottom'
    r = yield countdown(n - 1)
    return r
print(trampoline(countdown(5000)))
class Node:
    def __init__(self, op, l, r=None): self.op, self.l, self.r = op, l, r
def ev(n):
    if not isinstance(n, Node): return n
    l = yield ev(n.l); r = yield ev(n.r)
    if n.op == '/' and r == 0: raise ZeroDivisionError(f'{l}/0')
    return {'+': l + r, '*': l * r, '/': l / r if r else 0}[n.op]
def safe(n):
    try: return (yield ev(n))
    except ZeroDivisionError as e: return 'safe ' + str(e)
print(trampoline(ev(Node('+', Node('*', 2, 3), Node('/', 9, 3)))), trampoline(safe(Node('+', 1, Node('/', 1, 0)))))
n = 1
for i in range(3000): n = Node('+', n, 1)
print(trampoline(ev(n)))
try: trampoline(ev(Node('/', 1, 0)))
except ZeroDivisionError as e: print('out', e)
