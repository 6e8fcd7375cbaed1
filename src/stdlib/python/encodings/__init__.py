"""The package `encodings`: finds codecs by name for the registry.

Codecs between str and bytes are native or tables; their modules (`encodings.utf_8`, ...) are made here from one
pattern. The binary ones (hex, base64, ...) and rot13 are Python, as are punycode and idna. East Asian encodings and mbcs
are left out.
"""
import codecs
import _codecs
from . import aliases

_native = {module: name for module, name, _ in _codecs.native_names()}
_cache = {}
_unknown = object()


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """Normalize an encoding name: runs of other than letters, digits and dots become an underscore; ASCII remains."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, 'ascii')
    chars = []
    punct = False
    for c in encoding:
        if c.isalnum() or c == '.':
            if punct and chars:
                chars.append('_')
            if c.isascii():
                chars.append(c)
            punct = False
        else:
            punct = True
    return ''.join(chars)


def _table_definitions(module, name, table):
    """The functions and classes of a codec that is a table of what the bytes mean."""
    if len(table) == 128:
        table = ''.join(map(chr, range(128))) + table
    places = codecs.charmap_build(table)
    names, info = _text_definitions(
        module, name, lambda module, input, errors: codecs.charmap_encode(input, errors, places),
        lambda module, input, errors, final: codecs.charmap_decode(input, errors, table))
    names.update(decoding_table=table, encoding_table=places)
    return names, info


def _text_definitions(module, codec_name, native_encode, native_decode):
    """The functions and classes of a text codec. Those with a byte-order mark have classes of their own."""
    # In the others each byte stands for itself, so nothing is ever incomplete.
    whole = not module.startswith(('utf', 'raw', 'unicode'))

    def encode(input, errors='strict'):
        return native_encode(module, input, errors)

    def decode(input, errors='strict'):
        return native_decode(module, input, errors, True)

    class Codec(codecs.Codec):
        def encode(self, input, errors='strict'):
            return native_encode(module, input, errors)

        def decode(self, input, errors='strict'):
            return native_decode(module, input, errors, whole)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return native_encode(module, input, self.errors)[0]

    class IncrementalDecoder(codecs.IncrementalDecoder if whole else codecs.BufferedIncrementalDecoder):
        if whole:
            def decode(self, input, final=False):
                return native_decode(module, input, self.errors, True)[0]
        else:
            def _buffer_decode(self, input, errors, final):
                return native_decode(module, input, errors, final)

    class StreamWriter(Codec, codecs.StreamWriter):
        pass

    class StreamReader(Codec, codecs.StreamReader):
        pass

    names = dict(Codec=Codec, encode=encode, decode=decode)
    if module in ('utf_16', 'utf_32', 'utf_8_sig'):
        from . import _marked
        names.update(_marked.classes(module))
    else:
        names.update(IncrementalEncoder=IncrementalEncoder, IncrementalDecoder=IncrementalDecoder,
                     StreamWriter=StreamWriter, StreamReader=StreamReader)
    for name, value in names.items():
        value.__module__ = f'{__name__}.{module}'
        value.__qualname__ = name
    return names, _info(codec_name, names)


def _info(name, names, text=None):
    return codecs.CodecInfo(
        name=name, encode=names['encode'], decode=names['decode'], streamreader=names['StreamReader'],
        streamwriter=names['StreamWriter'], incrementalencoder=names['IncrementalEncoder'],
        incrementaldecoder=names['IncrementalDecoder'], _is_text_encoding=text)


def _definitions(module):
    """What the submodule of that name holds, None if there is no such codec."""
    names = _cache.get(module, _unknown)
    if names is not _unknown:
        return names
    if module in _native:
        names, info = _text_definitions(module, _native[module], _codecs.native_encode, _codecs.native_decode)
    else:
        from . import _binary, _charmaps
        if module in _charmaps.tables:
            names, info = _table_definitions(module, *_charmaps.tables[module])
        else:
            names, info = _binary.definitions(module)
    if names is not None:
        names.update(getregentry=lambda: info, codecs=codecs)
    _cache[module] = names
    return names


def search_function(encoding):
    """The CodecInfo for a name, None if there is none."""
    name = normalize_encoding(encoding)
    for module in (aliases.aliases.get(name) or aliases.aliases.get(name.replace('.', '_')), name):
        if not module or '.' in module:
            continue
        try:
            found = __import__('encodings.' + module, fromlist=['getregentry'], level=0)
        except ImportError:
            continue
        entry = getattr(found, 'getregentry', None)
        if entry is not None:
            return entry()
    return None


codecs.register(search_function)
