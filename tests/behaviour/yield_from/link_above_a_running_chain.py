# A chain is resumed from within, where a link in its middle is what runs: the error comes up in the link above, and
# the chain goes on from there.


def leaf():
    yield 1
    try:
        print("outer gave", outer.send(None))
    except ValueError as error:
        print("refused:", error)
    yield 2


def middle():
    yield from leaf()
    yield 3


shared = middle()


def above():
    try:
        yield from shared
    except ValueError as error:
        print("above caught:", error)
        yield "caught"
    yield "more"


def root():
    yield from above()
    yield "end"


outer = root()
print(outer.send(None))  # expect: 1
print(shared.send(None), shared.send(None))
# expect: above caught: generator already executing
# expect: outer gave caught
# expect: 2 3
del shared
kept = [bytearray(200) for _ in range(100)]
print(list(outer))  # expect: ['more', 'end']
