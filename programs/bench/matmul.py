# groups: cpu calls


def multiply(a, b):
    size = len(b)
    result = []
    for row in a:
        line = []
        for j in range(size):
            total = 0.0
            for k in range(size):
                total += row[k] * b[k][j]
            line.append(total)
        result.append(line)
    return result


def run(size):
    a = [[(i * j) % 7 + 0.5 for j in range(size)] for i in range(size)]
    b = [[(i + j) % 5 - 1.0 for j in range(size)] for i in range(size)]
    c = multiply(multiply(a, b), a)
    return sum(c[i][i] for i in range(size))


print(run(150))
