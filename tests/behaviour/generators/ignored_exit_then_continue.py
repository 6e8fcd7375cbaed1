# A generator that ignored GeneratorExit is still suspended and can go on.
def stubborn():
    for i in range(3):
        try:
            yield i
        except GeneratorExit:
            pass
    return 'done'
g = stubborn()
print(next(g))  # expect: 0
try:
    g.close()
except RuntimeError as e:
    print(e)  # expect: generator ignored GeneratorExit
print(next(g))  # expect: 2
try:
    next(g)
except StopIteration as e:
    print(e.value)  # expect: done
print(g.close())  # expect: None
