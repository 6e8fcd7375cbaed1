# groups: generators


def averager():
    total = count = 0
    mean = None
    while True:
        total += yield mean
        count += 1
        mean = total // count


def run(n):
    g = averager()
    next(g)
    send = g.send
    for i in range(n):
        mean = send(i)
    return mean


print(run(7_000_000))
