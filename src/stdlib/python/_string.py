def _steps(rows):
    for row in rows:
        if isinstance(row, str):
            raise ValueError(row)
        yield row


def formatter_parser(format, /):
    """Parse the argument as a format string: (literal, field name, format spec, conversion) for each piece."""
    return _steps(_parse(format))


def formatter_field_name_split(name, /):
    """Split the argument as a field name: its first part, and (is attribute, name or index) for each other."""
    first, rest = _split(name)
    return first, _steps(rest)
