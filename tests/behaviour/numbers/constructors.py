# Constructors and methods of the numeric types, and their complaints.
def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


show(lambda: (int(1,2,3)))  # expect: TypeError int() takes at most 2 arguments (3 given)
show(lambda: (int(base=10)))  # expect: TypeError int() missing string argument
show(lambda: (int(foo=1)))  # expect: TypeError 'foo' is an invalid keyword argument for int()
show(lambda: (int([])))  # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
show(lambda: (int("x", base="3")))  # expect: TypeError 'str' object cannot be interpreted as an integer
show(lambda: (int(3.5, 10)))  # expect: TypeError int() can't convert non-string with explicit base
show(lambda: (int("12",37)))  # expect: ValueError int() base must be >= 2 and <= 36, or 0
show(lambda: (int(None)))
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
show(lambda: (int(x=3)))  # expect: TypeError 'x' is an invalid keyword argument for int()
show(lambda: (float(1,2)))  # expect: TypeError float expected at most 1 argument, got 2
show(lambda: (float(x=1)))  # expect: TypeError float() takes no keyword arguments
show(lambda: (float([])))  # expect: TypeError float() argument must be a string or a real number, not 'list'
show(lambda: (float("a"*300)))
# expect: ValueError could not convert string to float: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
show(lambda: (float(b"ab")))  # expect: ValueError could not convert string to float: b'ab'
show(lambda: (bool(1,2)))  # expect: TypeError bool expected at most 1 argument, got 2
show(lambda: (bool(x=1)))  # expect: TypeError bool() takes no keyword arguments
show(lambda: (complex(1,2,3)))  # expect: TypeError complex() takes at most 2 arguments (3 given)
show(lambda: (complex("1",2)))  # expect: TypeError complex() can't take second arg if first is a string
show(lambda: (complex(1,"2")))  # expect: TypeError complex() second arg can't be a string
show(lambda: (complex(x=1)))  # expect: TypeError 'x' is an invalid keyword argument for complex()
show(lambda: (complex(real=1,imag=2)))  # expect: (1+2j)
show(lambda: (complex([])))  # expect: TypeError complex() first argument must be a string or a number, not 'list'
show(lambda: (complex(1,[])))  # expect: TypeError complex() second argument must be a number, not 'list'
show(lambda: (int.__format__(1,2)))  # expect: TypeError __format__() argument must be str, not int
show(lambda: (float.__format__(1.0,2)))  # expect: TypeError __format__() argument must be str, not int
show(lambda: ((1).to_bytes(-1,"big")))  # expect: ValueError length argument must be non-negative
show(lambda: ((1).to_bytes(1,"x")))  # expect: ValueError byteorder must be either 'little' or 'big'
show(lambda: ((1).to_bytes("x","big")))  # expect: TypeError 'str' object cannot be interpreted as an integer
show(lambda: ((1).to_bytes()))  # expect: TypeError to_bytes() missing required argument 'length' (pos 1)
show(lambda: ((1).to_bytes(1)))  # expect: TypeError to_bytes() missing required argument 'byteorder' (pos 2)
show(lambda: ((1).to_bytes(1,2)))  # expect: TypeError to_bytes() argument 'byteorder' must be str, not int
show(lambda: (int.from_bytes(1,"big")))  # expect: TypeError cannot convert 'int' object to bytes
show(lambda: (int.from_bytes("a","big")))  # expect: TypeError cannot convert 'str' object to bytes
show(lambda: (int.from_bytes([1,2],"big")))  # expect: 258
show(lambda: (int.from_bytes([300],"big")))  # expect: ValueError bytes must be in range(0, 256)
show(lambda: (int.from_bytes(b"a","x")))  # expect: ValueError byteorder must be either 'little' or 'big'
show(lambda: ((1).__round__(None)))  # expect: TypeError 'NoneType' object cannot be interpreted as an integer
show(lambda: ((1.5).__round__(None)))  # expect: 2
show(lambda: ((1.5).__round__("x")))  # expect: TypeError 'str' object cannot be interpreted as an integer
show(lambda: ((1.5).__round__(10**30)))  # expect: 1.5
show(lambda: (float.fromhex(1)))  # expect: TypeError bad argument type for built-in operation
show(lambda: (float.fromhex("x")))  # expect: ValueError invalid hexadecimal floating-point string
show(lambda: (float.__getformat__("double")))  # expect: 'IEEE, little-endian'
show(lambda: (float.__getformat__("x")))  # expect: ValueError __getformat__() argument 1 must be 'double' or 'float'
show(lambda: (float.__getformat__(1)))  # expect: TypeError __getformat__() argument must be str, not int
show(lambda: (1<<-1))  # expect: ValueError negative shift count
show(lambda: (1>>-1))  # expect: ValueError negative shift count
show(lambda: (1<<(10**20)))  # expect: OverflowError too many digits in integer
show(lambda: (0<<(10**20)))  # expect: 0
show(lambda: (1>>(10**20)))  # expect: 0
show(lambda: (-1>>(10**20)))  # expect: -1
show(lambda: ((1.0).__int__()))  # expect: 1
show(lambda: (float("nan").__int__()))  # expect: ValueError cannot convert float NaN to integer
show(lambda: (float("inf").__floor__()))  # expect: OverflowError cannot convert float infinity to integer
show(lambda: (float("inf").as_integer_ratio()))  # expect: OverflowError cannot convert Infinity to integer ratio
show(lambda: (1j//1))  # expect: TypeError unsupported operand type(s) for //: 'complex' and 'int'
show(lambda: (1j%1))  # expect: TypeError unsupported operand type(s) for %: 'complex' and 'int'
show(lambda: (divmod(1j,1)))  # expect: TypeError unsupported operand type(s) for divmod(): 'complex' and 'int'
show(lambda: (1j<2))  # expect: TypeError '<' not supported between instances of 'complex' and 'int'
show(lambda: (1j**2))  # expect: (-1+0j)
show(lambda: (pow(1j,2,3)))  # expect: ValueError complex modulo
show(lambda: (pow(2.0,2,3)))  # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
show(lambda: (pow(2,2,3.0)))  # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
show(lambda: (pow(2,-1,4)))  # expect: ValueError base is not invertible for the given modulus
show(lambda: (1.0//0))  # expect: ZeroDivisionError float floor division by zero
show(lambda: (1%0.0))  # expect: ZeroDivisionError float modulo
show(lambda: (1.0%0))  # expect: ZeroDivisionError float modulo
show(lambda: (divmod(1.0,0)))  # expect: ZeroDivisionError float divmod()
show(lambda: (1/0))  # expect: ZeroDivisionError division by zero
show(lambda: (1//0))  # expect: ZeroDivisionError integer division or modulo by zero
show(lambda: (1%0))  # expect: ZeroDivisionError integer division or modulo by zero
show(lambda: (divmod(1,0)))  # expect: ZeroDivisionError integer division or modulo by zero
show(lambda: (1.0/0))  # expect: ZeroDivisionError float division by zero
show(lambda: (1j/0))  # expect: ZeroDivisionError complex division by zero
show(lambda: (0**-1))  # expect: ZeroDivisionError 0.0 cannot be raised to a negative power
show(lambda: (0.0**-1))  # expect: ZeroDivisionError 0.0 cannot be raised to a negative power
show(lambda: (0j**-1))  # expect: ZeroDivisionError 0.0 to a negative or complex power
show(lambda: ((-8)**0.5))  # expect: (1.7319121124709868e-16+2.8284271247461903j)
show(lambda: (int.__new__(str)))  # expect: TypeError int.__new__(str): str is not a subtype of int
show(lambda: (int.__new__(bool)))  # expect: TypeError int.__new__(bool) is not safe, use bool.__new__()
show(lambda: (int.__new__(1)))  # expect: TypeError int.__new__(X): X is not a type object (int)
show(lambda: (bool.__new__(int)))  # expect: TypeError bool.__new__(int): int is not a subtype of bool
show(lambda: (float.__new__(int)))  # expect: TypeError float.__new__(int): int is not a subtype of float
show(lambda: (complex.__format__(1j,"x")))  # expect: ValueError Unknown format code 'x' for object of type 'complex'
show(lambda: ((1).bit_length(2)))  # expect: TypeError int.bit_length() takes no arguments (1 given)
show(lambda: ((1).real))  # expect: 1
show(lambda: ((1).__getnewargs__()))  # expect: (1,)
show(lambda: ((1.5).__getnewargs__()))  # expect: (1.5,)
show(lambda: ((1j).__getnewargs__()))  # expect: (0.0, 1.0)
show(lambda: (True.__getnewargs__()))  # expect: (1,)
show(lambda: (True+True))  # expect: 2
show(lambda: (True&1))  # expect: 1
show(lambda: (True&False))  # expect: False
show(lambda: (True.__and__(1.0)))  # expect: NotImplemented
show(lambda: (~True))  # expect: -2
show(lambda: ((1).__rpow__(2,3)))  # expect: 2
show(lambda: ((2).__pow__(3,5)))  # expect: 3
show(lambda: ((1).__trunc__()))  # expect: 1
show(lambda: (complex.__int__))  # expect: AttributeError type object 'complex' has no attribute '__int__'
show(lambda: (int.__add__(1.0,1)))  # expect: TypeError descriptor '__add__' requires a 'int' object but received a 'float'
show(lambda: (int.__add__(1,1.0)))  # expect: NotImplemented
show(lambda: ((1j).__complex__()))  # expect: AttributeError 'complex' object has no attribute '__complex__'
show(lambda: (round(2.5),round(2.675,2),round(1e300,-299),round(12345,-2)))  # expect: (2, 2.67, 1e+300, 12300)
show(lambda: (complex(" 1+2j ")))  # expect: (1+2j)
show(lambda: (complex("1 + 2j")))  # expect: ValueError complex() arg is a malformed string
show(lambda: (complex(1j,2j)))  # expect: (-2+1j)
