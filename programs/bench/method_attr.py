# groups: cpu calls


class Counter:
    def __init__(self):
        self.count = 0
        self.step = 2

    def tick(self):
        self.count += self.step


def run(n):
    counter = Counter()
    for _ in range(n):
        counter.tick()
    return counter.count


print(run(6_000_000))
