"""Matrices with operators, exact fractions by hand, determinants and Fibonacci by powers."""


def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


class Fraction:
    __slots__ = 'num', 'den'

    def __init__(self, num, den=1):
        if den == 0:
            raise ZeroDivisionError('a fraction over zero')
        shared = gcd(num, den) * (1 if den > 0 else -1)
        self.num, self.den = num // shared, den // shared

    def __add__(self, other):
        return Fraction(self.num * other.den + other.num * self.den, self.den * other.den)

    def __sub__(self, other):
        return self + Fraction(-other.num, other.den)

    def __mul__(self, other):
        return Fraction(self.num * other.num, self.den * other.den)

    def __truediv__(self, other):
        return Fraction(self.num * other.den, self.den * other.num)

    def __bool__(self):
        return self.num != 0

    def __repr__(self):
        return str(self.num) if self.den == 1 else f'{self.num}/{self.den}'


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError('rows of different length')

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __getitem__(self, index):
        match index:
            case (int(r), int(c)):
                return self.rows[r][c]
            case (slice() as r, slice() as c):
                return Matrix([row[c] for row in self.rows[r]])
            case r:
                return self.rows[r]

    def __eq__(self, other):
        return self.rows == other.rows

    def transposed(self):
        return Matrix(zip(*self.rows))

    def determinant(self):
        rows, result = [[Fraction(x) for x in row] for row in self.rows], Fraction(1)
        for i in range(len(rows)):
            pivot = next((r for r in range(i, len(rows)) if rows[r][i]), None)
            if pivot is None:
                return Fraction(0)
            if pivot != i:
                rows[i], rows[pivot], result = rows[pivot], rows[i], result * Fraction(-1)
            result = result * rows[i][i]
            for r in range(i + 1, len(rows)):
                ratio = rows[r][i] / rows[i][i]
                rows[r] = [a - ratio * b for a, b in zip(rows[r], rows[i])]
        return result

    def __str__(self):
        width = max(len(str(x)) for row in self.rows for x in row)
        return '\n'.join(' '.join(f'{x:{width}}' for x in row) for row in self.rows)


a = Matrix([[2, 0, 1], [1, 3, -1], [0, 5, 4]])
print(a)
print(a @ a.transposed(), a.determinant(), (a @ a).determinant(), sep='\n')
print(a[1, 2], a[0], a[1:, :2], sep='\n')
print(a ** 3 == a @ a @ a, a ** 0 == Matrix.identity(3), Matrix([[1, 2], [2, 4]]).determinant())
print((Matrix([[1, 1], [1, 0]]) ** 300)[0, 1])
print(Fraction(6, -4), Fraction(1, 3) + Fraction(1, 6), Fraction(2, 3) / Fraction(4, 9))
for rows in ([[1], [1, 2]], []):
    try:
        Matrix(rows)
    except ValueError as error:
        print(error)
