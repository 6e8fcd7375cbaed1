# A middle link of a chain can be resumed, thrown into and closed directly.
def bottom():
    for i in range(5):
        try:
            got = yield i
            print('bottom got', got)
        except ValueError as e:
            print('bottom caught', e)
    return 'b'
b = bottom()
def middle():
    return 'm' + (yield from b)
m = middle()
def top():
    return 't' + (yield from m)
t = top()
print(next(t))  # expect: 0
try:
    print(next(b))
    # expect: bottom got None
    # expect: 1
except ValueError as e:
    print(e)
print(m.send('to middle'))
# expect: bottom got to middle
# expect: 2
print(t.send('to top'))
# expect: bottom got to top
# expect: 3
print(m.throw(ValueError('thrown at middle')))
# expect: bottom caught thrown at middle
# expect: 4
b.close()
try:
    next(t)
except StopIteration as e:
    print('value', e.value)
except Exception as e:
    print(type(e).__name__, e)  # expect: TypeError can only concatenate str (not "NoneType") to str
def fresh():
    m2 = (x for x in 'xyz')
    def holder():
        yield from m2
    return holder(), m2
h, m2 = fresh()
print(next(h))  # expect: x
m2.close()
print(next(h, 'delegate was closed'))  # expect: delegate was closed
h, m2 = fresh()
print(next(h), next(m2), next(h), next(h, 'done'))  # expect: x y z done
