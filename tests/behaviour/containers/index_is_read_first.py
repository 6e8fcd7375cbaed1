# Where nothing can be set or deleted by index, the index is read first, as CPython does for what has sequence methods.
class Index:
    def __index__(self):
        print('read')
        return 1
class I(int): pass
class Plain: pass
def attempt(act, *args):
    try: act(*args)
    except Exception as error: print(type(error).__name__, error)
def put(o, k): o[k] = 1
def delete(o, k): del o[k]
for _ in range(3):
    for o in (I(3), 'ab', 3):
        attempt(put, o, 10 ** 20)
        # expect: IndexError cannot fit 'int' into an index-sized integer
        # expect: IndexError cannot fit 'int' into an index-sized integer
        # expect: TypeError 'int' object does not support item assignment
        # expect: IndexError cannot fit 'int' into an index-sized integer
        # expect: IndexError cannot fit 'int' into an index-sized integer
        # expect: TypeError 'int' object does not support item assignment
        # expect: IndexError cannot fit 'int' into an index-sized integer
        # expect: IndexError cannot fit 'int' into an index-sized integer
        # expect: TypeError 'int' object does not support item assignment
attempt(put, Plain(), Index())
# expect: read
# expect: TypeError 'Plain' object does not support item assignment
attempt(delete, (1, 2), Index())
# expect: read
# expect: TypeError 'tuple' object doesn't support item deletion
attempt(delete, Plain(), 'k')  # expect: TypeError 'Plain' object does not support item deletion
