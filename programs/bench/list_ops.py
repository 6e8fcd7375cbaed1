# groups: cpu data
# Lists: grown, cut, turned, searched, used as stack and as table.


def run(n):
    total = 0
    for i in range(n):
        items = list(range(40))
        items.append(i)
        items.extend(items[3:20:2])
        items.insert(5, -1)
        items[10:14] = [1, 2]
        items.reverse()
        total += items.index(-1) + items.count(1) + len(items) + sum(items[::3])
        stack = [i]
        while stack:
            top = stack.pop()
            total += top & 1
            if top > 1000:
                stack += [top // 3, top // 7]
        rows = [[0] * 6 for _ in range(6)]
        for a, row in enumerate(rows):
            for b in range(6):
                row[b] = a * b + i
        total += sum(map(sum, rows)) + max(rows)[0]
        del items[::2]
        total += items == items[:] and 3 in items
    return total


print(run(50_000))
