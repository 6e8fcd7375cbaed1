# for/while with else, break, continue; the loop variable survives.
for i in range(3): pass
else: print('else', i)  # expect: else 2
for i in []: pass
else: print('empty else')  # expect: empty else
for i in range(5):
    if i == 3: break
else: print('never')
print(i)  # expect: 3
n = 0
while n < 3:
    n += 1
    if n == 2: continue
    print('while', n)
    # expect: while 1
    # expect: while 3
else: print('while else')  # expect: while else
while True:
    n -= 1
    if not n: break
else: print('never')
for i in range(2):
    for j in range(3):
        if j == 1: break
    else: continue
    print(i, j)
    # expect: 0 1
    # expect: 1 1
d = {}
for d['x'] in range(3): pass
print(d)  # expect: {'x': 2}
class O: pass
for O.attr in 'ab': pass
print(O.attr)  # expect: b
for i in range(3):
    i += 10
print(i)  # expect: 12
print([i for i in range(3)], i)  # expect: [0, 1, 2] 12
while n := n + 1:
    if n > 3: break
print(n)  # expect: 4
