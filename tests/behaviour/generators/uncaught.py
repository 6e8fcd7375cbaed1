# An error in a generator ends the program with its message.
def gen():
    yield 1
    yield {}['missing']
for x in gen():
    print(x)  # expect: 1
# expect error: KeyError: 'missing'
