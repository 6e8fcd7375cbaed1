# groups: cpu bigints


def run(n):
    product = 1
    for i in range(1, n + 1):
        product *= i
    digits = 0
    for k in range(1, 60):
        digits += len(hex(product >> k * 100)) + product // 3 ** (k * 40) % 1000007
    return digits, pow(3, product // 10 ** 9000 % 10 ** 300, 10 ** 301 + 7) % 1000003


print(run(20000))
