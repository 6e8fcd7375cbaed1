# A loop's form for its kind of iterator stays when the iterator ends; other kinds are told apart.
def run(iterable):
    found = []
    for x in iterable:
        found.append(x)
    else:
        found.append('end')
    return found


for make in (lambda: [1, 2], lambda: (), lambda: (1,), lambda: reversed([1, 2, 3]), lambda: range(2), lambda: 'ab', lambda: [],
             lambda: range(0), lambda: {1: 2}.items(), lambda: reversed((1, 2))):
    for _ in range(6):
        found = run(make())
    print(found)
    # expect: [1, 2, 'end']
    # expect: ['end']
    # expect: [1, 'end']
    # expect: [3, 2, 1, 'end']
    # expect: [0, 1, 'end']
    # expect: ['a', 'b', 'end']
    # expect: ['end']
    # expect: ['end']
    # expect: [(1, 2), 'end']
    # expect: [2, 1, 'end']
items = iter([1, 2])
for _ in range(8):
    print(run(items), end=' ')
print()  # expect: [1, 2, 'end'] ['end'] ['end'] ['end'] ['end'] ['end'] ['end'] ['end']
grown = [1]
numbers = iter(grown)
print(run(numbers))  # expect: [1, 'end']
grown.append(2)
print(run(numbers))  # expect: ['end']
for x in (rest := iter((1, 2, 3))):
    if x == 2:
        break
print(run(rest), run(rest))  # expect: [3, 'end'] ['end']


def grow(items):
    for x in items:
        if len(items) < 6:
            items.append(x + 1)
    return items


for _ in range(6):
    grown = grow([1])
print(grown)  # expect: [1, 2, 3, 4, 5, 6]
