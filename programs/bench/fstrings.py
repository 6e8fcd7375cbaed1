# groups: cpu data
# f-strings of all sorts: plain, conversions, formats, nested ones.


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return f'<{self.x:{spec}}|{self.y:{spec}}>' if spec else f'<{self.x}|{self.y}>'


def run(n):
    size, point, name = 0, Point(1, 2), 'kaa'
    for i in range(n):
        point.x = i
        size += len(f'{name}-{i}/{n}')
        size += len(f'{i:>8}|{i:x}|{i * 0.25:.3f}|{name!r:10}')
        size += len(f'{point} {name.upper()}: {i & 7 and "some" or "none"}')
        if i & 7 == 0:
            width = i & 15
            size += len(f'{point:{width}d}{i:,}{i / n:%}')
    return size, f'{point!s:.6}'[:1], f'{n=}'


print(run(200_000))
