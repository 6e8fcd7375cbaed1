# An error in __del__ is reported, not raised.
# expect stderr: Exception ignored in: <function D.__del__ at 0x
# expect stderr: ValueError: in del
class D:
    def __del__(self):
        raise ValueError('in del')
D()
print('goes on')  # expect: goes on
