# Membership and subscripts of dicts give up both operands, in frames that have no room for more.
def members(groups, wanted):
    for group in groups:
        if 'key' in group:
            if wanted is None:
                yield group


def made_members(numbers):
    for number in numbers:
        if str(number) in {'0': 1}:
            yield number


def made_items(numbers):
    for number in numbers:
        yield {str(number): number}[str(number)]


for _ in range(2000):
    last = [list(members([{'key': 1}, {'key': 2}], None)), list(made_members([0, 1])), list(made_items([7, 8]))]
print(last)  # expect: [[{'key': 1}, {'key': 2}], [0], [7, 8]]
