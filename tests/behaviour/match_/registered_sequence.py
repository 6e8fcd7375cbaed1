# What is registered as a Sequence matches sequence patterns, and is unpacked by its iterator.
class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return i
import collections.abc
collections.abc.Sequence.register(Seq)
match Seq():
    case [a, b]: print('registered', a, b)
class Seq2(collections.abc.Sequence):
    def __len__(self): return 2
    def __getitem__(self, i): return i * 10
match Seq2():
    case [a, b]: print('sequence', a, b)
# expect error: ValueError: too many values to unpack (expected 2)
