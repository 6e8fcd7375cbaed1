# binascii, base64, hashlib, hmac, uuid: bytes as text, and digests.
import base64, binascii, hashlib, hmac, secrets, uuid

data = bytes(range(0, 256, 5))
for name in ('b64', 'b32', 'b32hex', 'b16', 'b85', 'a85', 'urlsafe_b64'):
    encoded = getattr(base64, name + 'encode')(data)
    print(name, encoded[:40], getattr(base64, name + 'decode')(encoded) == data)
    # expect: b64 b'AAUKDxQZHiMoLTI3PEFGS1BVWl9kaW5zeH2Ch4yR' True
    # expect: b32 b'AACQUDYUDEPCGKBNGI3TYQKGJNIFKWS7MRUW443Y' True
    # expect: b32hex b'002GK3OK34F26A1D68RJOGA69D85AMIVCHKMSSRO' True
    # expect: b16 b'00050A0F14191E23282D32373C41464B50555A5F' True
    # expect: b85 b'00jyU6d4{PC@nHKJV8cFP*qxAWNB`5czuG0jFFa`' True
    # expect: a85 b"!!N]?'H%r:-nR254@)G0:fU\\+A8,q&G^Y1!N00Eq" True
    # expect: urlsafe_b64 b'AAUKDxQZHiMoLTI3PEFGS1BVWl9kaW5zeH2Ch4yR' True
print(base64.a85encode(b'\0\0\0\0    abc', foldspaces=True, adobe=True, wrapcol=6), base64.b64decode(b'_-8=', altchars=b'-_'))
# expect: b'<~zy@:\nE^~>' b'\xff\xef'
print(base64.encodebytes(data)[-12:], binascii.b2a_uu(b'abc'), binascii.a2b_uu(b'#86)C'), binascii.hexlify(b'abcde', '-', 2))
# expect: b'ebr8PX6/w==\n' b'#86)C\n' b'abc' b'61-6263-6465'
print(binascii.b2a_qp(b'a=b \xff\nlong ' * 3), binascii.a2b_qp(b'a=3Db=\nc'), binascii.crc32(data), binascii.crc_hqx(data, 7))
# expect: b'a=3Db =FF\nlong a=3Db =FF\nlong a=3Db =FF\nlong=20' b'a=bc' 1070980272 13300
for attempt in (lambda: base64.b64decode(b'abc'), lambda: base64.b64decode(b'a'), lambda: base64.b64decode(b'a b=', validate=True),
                lambda: base64.b32decode(b'abc'), lambda: base64.b16decode('zz'), lambda: base64.b85decode(b'\x7f'),
                lambda: binascii.unhexlify('abc'), lambda: binascii.a2b_base64('é'), lambda: base64.b64encode('a')):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: Error Incorrect padding
        # expect: Error Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
        # expect: Error Non-base64 digit found
        # expect: Error Incorrect padding
        # expect: Error Non-base16 digit found
        # expect: ValueError bad base85 character at position 0
        # expect: Error Odd-length string
        # expect: ValueError string argument should contain only ASCII characters
        # expect: TypeError a bytes-like object is required, not 'str'

for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, b'abc')
    copied = h.copy()
    copied.update(data * 9)
    size = (20,) if name.startswith('shake') else ()
    print(h.name, h.digest_size, h.block_size, h.hexdigest(*size)[:24], copied.digest(*size).hex()[:24])
    # expect: blake2b 64 128 ba80a53f981c4d0d6a2797b6 24e427094d16b97bf4b439f7
    # expect: blake2s 32 64 508c5e8c327c14e2e1a72ba3 6110680af61cea915cc72ae1
    # expect: md5 16 64 900150983cd24fb0d6963f7d 35d7a298fcdbe9452d1de60f
    # expect: sha1 20 64 a9993e364706816aba3e2571 ecb12e371b55fa7cc3ef7a42
    # expect: sha224 28 64 23097d223405d8228642a477 d48e2a3c9349b0aabcd6acb4
    # expect: sha256 32 64 ba7816bf8f01cfea414140de c35323338ab479481356d3df
    # expect: sha384 48 128 cb00753f45a35e8bb5a03d69 dd38dc309297cf4dbb698668
    # expect: sha3_224 28 144 e642824c3f8cf24ad09234ee 1ea405cc6d0e9742e370ff97
    # expect: sha3_256 32 136 3a985da74fe225b2045c172d c82ac7aa4c23f7a2fac6d73a
    # expect: sha3_384 48 104 ec01498288516fc926459f58 cf2eacf99d08efd2115a2ee4
    # expect: sha3_512 64 72 b751850b1a57168a5693cd92 0b99e3f3cb60b60749b835b6
    # expect: sha512 64 128 ddaf35a193617abacc417349 f88dc1cf7914968ca8cc5a1a
    # expect: shake_128 0 168 5881092dd818bf5cf8a3ddb7 cbc56663d49b96b3ddd58321
    # expect: shake_256 0 136 483366601360a8771c686308 9510f211711ab826680b8212
keyed = hashlib.blake2s(data, digest_size=9, key=b'k', salt=b's', person=b'p', fanout=2, depth=3, node_offset=4, last_node=True)
print(keyed.hexdigest(), hashlib.blake2b(data * 5, leaf_size=7, inner_size=8, node_depth=1).hexdigest()[:24])
# expect: 6807cf09b001c8aaa9 3f94b8a5c7a3af9a7cec8a9f
print(hmac.new(b'key', data, 'sha256').hexdigest()[:24], hmac.digest(b'k' * 99, data, 'md5').hex(), hmac.compare_digest('a', 'b'))
# expect: 73c543c312ec9336670fc805 8414eb044c2d59ddf35b66798fa9e801 False
print(hashlib.pbkdf2_hmac('sha1', b'password', b'salt', 3, 30).hex())
# expect: 6b4e26125c25cf21ae35ead955f479ea2e71f6ff9e400029f04810eece31
for attempt in (lambda: hashlib.md5('a'), lambda: hashlib.new('nope'), lambda: hashlib.blake2b(key=b'x' * 65), lambda: hashlib.md5(1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: TypeError Strings must be encoded before hashing
        # expect: ValueError unsupported hash type nope
        # expect: ValueError maximum key length is 64 bytes
        # expect: TypeError object supporting the buffer API required

name = uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org')
print(name, repr(uuid.uuid3(uuid.NAMESPACE_URL, 'x')), name.fields, name.version, name.variant, name.urn, uuid.UUID(int=5).bytes_le)
# expect: 886313e1-3b8a-5372-9b90-0c9aee199e5d UUID('60a7f89c-e446-309c-8b4f-460bfdfd0dee') (2288194529, 15242, 21362, 155, 144, 13859559153245) 5 specified in RFC 4122 urn:uuid:886313e1-3b8a-5372-9b90-0c9aee199e5d b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x05'
print(uuid.uuid4().version, uuid.uuid1().version, len(secrets.token_hex(4)), len(secrets.token_bytes()), secrets.randbelow(1))
# expect: 4 1 8 32 0
