# float.__setformat__ makes struct refuse what only IEEE 754 has, native records apart
import struct

print(float.__getformat__('double') == float.__getformat__('float'))  # expect: True
native = float.__getformat__('double')
float.__setformat__('double', 'unknown')
print(float.__getformat__('double'))  # expect: unknown
for form, data in [('>d', b'\x7f\xf0' + bytes(6)), ('>f', b'\x7f\x80' + bytes(2)), ('@d', struct.pack('d', float('inf')))]:
    try:
        print(struct.unpack(form, data))
    except ValueError as error:
        print(error)
    # expect: can't unpack IEEE 754 special value on non-IEEE platform
    # expect: (inf,)
    # expect: (inf,)
float.__setformat__('double', native)
print(struct.unpack('>d', b'\x7f\xf0' + bytes(6)))  # expect: (inf,)
for arguments in [('x', 'unknown'), ('double', 'IEEE'), (1, 2)]:
    try:
        float.__setformat__(*arguments)
    except (TypeError, ValueError) as error:
        print(error)
    # expect: __setformat__() argument 1 must be 'double' or 'float'
    # expect: __setformat__() argument 2 must be 'unknown', 'IEEE, little-endian' or 'IEEE, big-endian'
    # expect: __setformat__() argument 1 must be str, not int
