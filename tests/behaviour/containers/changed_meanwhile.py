# What a key's finaliser does to a list that is sorted counts as a change; bytearray.extend asks for a length first.
class Killer:
    def __init__(self, item):
        pass

    def __lt__(self, other):
        return False

    def __del__(self):
        del data[:]
        data[:] = range(20)


data = list(range(10))
try:
    data.sort(key=Killer)
except ValueError as error:
    print(error)  # expect: list modified during sort


class BadLength:
    def __iter__(self):
        return iter(range(10))

    def __len__(self):
        raise RuntimeError('no length')


bytearray(b'x').extend(BadLength())  # expect error: RuntimeError: no length
