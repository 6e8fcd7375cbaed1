# Functions over trees.

def parse(source, filename='<unknown>', mode='exec', *, type_comments=False, feature_version=None):
    """The tree of a source text."""
    flags = PyCF_ONLY_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    return compile(source, filename, mode, flags)


def _compiled_source(tree, mode):
    """The text that compile() compiles for a tree; the tree is checked as far as its text needs it."""
    wanted = {'exec': Module, 'eval': Expression, 'single': Interactive}[mode]
    if not isinstance(tree, wanted):
        raise TypeError(f'expected {wanted.__name__} node, got {type(tree).__name__}')
    _validate(tree)
    from _ast_unparse import Writer
    return Writer(keep_lines=mode == 'exec').text(tree)


_NOT_EMPTY = {'FunctionDef': ('body',), 'AsyncFunctionDef': ('body',), 'ClassDef': ('body',), 'For': ('body',),
              'AsyncFor': ('body',), 'While': ('body',), 'If': ('body',), 'With': ('items', 'body'),
              'AsyncWith': ('items', 'body'), 'Try': ('body',), 'Delete': ('targets',), 'Assign': ('targets',),
              'Import': ('names',), 'ImportFrom': ('names',), 'Global': ('names',), 'Nonlocal': ('names',),
              'ExceptHandler': ('body',), 'ListComp': ('generators',), 'SetComp': ('generators',),
              'DictComp': ('generators',), 'GeneratorExp': ('generators',)}


def _validate(tree):
    """Complains of what no source text could say, and of trees without an end."""
    limit = sys.getrecursionlimit()
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        name = type(node).__name__
        known = next((cls for cls in type(node).__mro__ if cls.__module__ == 'ast'), AST)
        if depth > limit and node._fields:
            kind = (known, *known.__mro__[:-2])[-1].__name__
            raise RecursionError(f"maximum recursion depth exceeded while traversing '{kind}' node")
        waiting += [(child, depth + 1) for child in iter_child_nodes(node)][::-1]
        optional = _nodes.get(known.__name__, (None, (), None))[1]
        for field in node._fields:
            if not hasattr(node, field):
                raise TypeError(f'required field "{field}" missing from {name}')
            if getattr(node, field) is None and field not in optional and not (
                    isinstance(node, (Constant, MatchSingleton)) and field == 'value'):
                raise ValueError(f"field '{field}' is required for {name}")
        for attribute in node._attributes:
            if not attribute.startswith('end_') and not hasattr(node, attribute):
                kind = next((cls for cls in known.__mro__[::-1] if getattr(cls, '_attributes', ())), known).__name__
                raise TypeError(f'required field "{attribute}" missing from {kind}')
        for field in _NOT_EMPTY.get(known.__name__, ()):
            if not getattr(node, field):
                raise ValueError(f'empty {field} on {name}')
        if isinstance(node, Dict) and len(node.keys) != len(node.values):
            raise ValueError("Dict doesn't have the same number of keys as values")
        if isinstance(node, BoolOp) and len(node.values) < 2:
            raise ValueError('BoolOp with less than 2 values')
        if isinstance(node, Compare) and not node.comparators:
            raise ValueError('Compare has no comparators')
        if isinstance(node, Compare) and len(node.comparators) != len(node.ops):
            raise ValueError('Compare has a different number of comparators and operands')
        if isinstance(node, Try) and not node.handlers and not node.finalbody:
            raise ValueError('Try has neither handlers nor finalbody')
        if isinstance(node, Name) and node.id in ('None', 'True', 'False'):
            raise ValueError(f"identifier field can't represent '{node.id}' constant")


_absent = object()


def literal_eval(node_or_string):
    """The value of an expression that is made of literals only."""
    node = node_or_string
    if isinstance(node, str):
        node = parse(node.lstrip(' \t'), mode='eval')
    return _literal(node.body if isinstance(node, Expression) else node)


def _malformed(node):
    place = f' on line {node.lineno}' if getattr(node, 'lineno', None) else ''
    raise ValueError(f'malformed node or string{place}: {node!r}')


def _number(node):
    """A number, with a sign if it has one."""
    inner = node.operand if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)) else node
    if not isinstance(inner, Constant) or type(inner.value) not in (int, float, complex):
        _malformed(inner)
    return -inner.value if inner is not node and isinstance(node.op, USub) else inner.value


def _literal(node):
    match node:
        case Constant():
            return node.value
        case Tuple():
            return tuple([_literal(item) for item in node.elts])
        case List():
            return [_literal(item) for item in node.elts]
        case Set():
            return {_literal(item) for item in node.elts}
        case Call(func=Name(id='set'), args=[], keywords=[]):
            return set()
        case Dict():
            if len(node.values) != len(node.keys):
                _malformed(node)
            return {_literal(key): _literal(value) for key, value in zip(node.keys, node.values)}
        case BinOp(op=Add() | Sub()):
            real, imaginary = _number(node.left), _literal(node.right)
            if isinstance(imaginary, complex) and isinstance(real, (int, float)):
                return real - imaginary if isinstance(node.op, Sub) else real + imaginary
    return _number(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None):
    """The tree as a text that could make it."""
    if not isinstance(node, AST):
        raise TypeError(f'expected AST, got {node.__class__.__name__!r}')
    indent = indent if indent is None or isinstance(indent, str) else ' ' * indent

    def collect(texts, node, names, level, keywords):
        """Adds the parts of a node that are there, after a missing one with their names; whether all are short."""
        all_short = True
        for name in names:
            value = getattr(node, name, _absent)
            if value is _absent or value is None and getattr(type(node), name, _absent) is None:
                keywords = True
                continue
            text, is_short = shown(value, level)
            texts.append(f'{name}={text}' if keywords else text)
            all_short = all_short and is_short
        return all_short

    def shown(node, level=0):
        """The text, and whether it may stand in a line with others."""
        if not isinstance(node, (AST, list)):
            return repr(node), True
        level += 1
        start, between = ('', ', ') if indent is None else ('\n' + indent * level, ',\n' + indent * level)
        if isinstance(node, list):
            items = between.join([shown(item, level)[0] for item in node])
            return (f'[{start}{items}]', False) if node else ('[]', True)
        texts = []
        all_short = collect(texts, node, node._fields, level, annotate_fields)
        if include_attributes:
            all_short &= collect(texts, node, node._attributes, level, True)
        if all_short and len(texts) <= 3:
            return f'{type(node).__name__}({", ".join(texts)})', not texts
        return f'{type(node).__name__}({start}{between.join(texts)})', False

    return shown(node)[0]


def copy_location(new_node, old_node):
    """Gives a node the place of another one."""
    common = set(old_node._attributes).intersection(new_node._attributes)
    for name in _PLACED:
        place = getattr(old_node, name, _absent) if name in common else _absent
        # An end may be unknown, a beginning may not.
        if place is not _absent and (place is not None or name[:4] == 'end_'):
            setattr(new_node, name, place)
    return new_node


def fix_missing_locations(node):
    """Gives all nodes without a place that of their parent."""
    def fix(node, lineno, col_offset, end_lineno, end_col_offset):
        place = []
        for attr, inherited in zip(_PLACED, (lineno, col_offset, end_lineno, end_col_offset)):
            if attr in node._attributes:
                missing = not hasattr(node, attr) or attr.startswith('end_') and getattr(node, attr) is None
                if missing:
                    setattr(node, attr, inherited)
                inherited = getattr(node, attr)
            place.append(inherited)
        for child in iter_child_nodes(node):
            fix(child, *place)
    fix(node, 1, 0, 1, 0)
    return node


def increment_lineno(node, n=1):
    """Moves a tree down by some lines."""
    for child in walk(node):
        # A TypeIgnore has its line as a field.
        has = ('lineno',) if isinstance(child, TypeIgnore) else child._attributes
        for name in {'lineno', 'end_lineno'}.intersection(has):
            line = getattr(child, name, 0)
            if line is not None or name == 'lineno':
                setattr(child, name, line + n)
    return node


def iter_fields(node):
    """Yields the name and value of each field that there is."""
    for field in node._fields:
        value = getattr(node, field, _absent)
        if value is not _absent:
            yield field, value


def iter_child_nodes(node):
    """Yields the nodes directly below."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def get_docstring(node, clean=True):
    """The docstring of a module, class or function; None if it has none."""
    if not isinstance(node, (Module, ClassDef, FunctionDef, AsyncFunctionDef)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    match node.body:
        case [Expr(value=Constant(value=str(text))), *_]:
            if not clean:
                return text
            import inspect
            return inspect.cleandoc(text)
    return None


def _source_lines(source):
    """The lines with their ends; form feeds and their like end none."""
    lines = source.replace('\r\n', '\n').replace('\r', '\n').split('\n')
    last = lines.pop()
    return [line + '\n' for line in lines] + ([last] if last else [])


def get_source_segment(source, node, *, padded=False):
    """The piece of a source that a node was made of."""
    try:
        first, start, last, end = node.lineno - 1, node.col_offset, node.end_lineno, node.end_col_offset
    except AttributeError:
        return None
    if last is None or end is None:
        return None
    last -= 1
    lines = _source_lines(source)
    if last == first:
        return lines[first].encode()[start:end].decode()
    begin = lines[first].encode()
    padding = ''
    if padded:
        padding = ''.join(c if c in '\f\t' else ' ' for c in begin[:start].decode())
    return padding + begin[start:].decode() + ''.join(lines[first + 1:last]) + lines[last].encode()[:end].decode()


def walk(node):
    """Yields the node and all below, level by level."""
    from collections import deque
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        waiting.extend(iter_child_nodes(node))
        yield node


class NodeVisitor:
    """Calls `visit_NAME` for nodes of the class NAME, `generic_visit` for all others."""

    def visit(self, node):
        return getattr(self, 'visit_' + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        for child in iter_child_nodes(node):
            self.visit(child)

    def visit_Constant(self, node):
        for cls, (types, excluded) in _OLD_TYPES.items():
            if isinstance(node.value, types) and not isinstance(node.value, excluded):
                visitor = getattr(self, 'visit_' + cls.__name__, None)
                if visitor is not None:
                    import warnings
                    warnings.warn(f'visit_{cls.__name__} is deprecated; add visit_Constant', DeprecationWarning, 2)
                    return visitor(node)
        return self.generic_visit(node)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods give what takes the node's place: a node, a list of them, or None."""

    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                new = []
                for value in old:
                    if isinstance(value, AST):
                        value = self.visit(value)
                        if value is None:
                            continue
                        if not isinstance(value, AST):
                            new.extend(value)
                            continue
                    new.append(value)
                old[:] = new
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, field)
                else:
                    setattr(node, field, new)
        return node


def unparse(ast_obj):
    """Source text for a tree."""
    from _ast_unparse import Writer
    return Writer().text(ast_obj)


def main():
    """`python -m ast [-m MODE] [-a] [-i INDENT] [FILE]`."""
    args, mode, attributes, indent, name = sys.argv[1:], 'exec', False, 3, '-'
    while args:
        arg = args.pop(0)
        if arg in ('-m', '--mode') and args:
            mode = args.pop(0)
        elif arg in ('-i', '--indent') and args:
            indent = int(args.pop(0))
        elif arg in ('-a', '--include-attributes'):
            attributes = True
        elif arg != '--no-type-comments':
            name = arg
    if name == '-':
        source, name = sys.stdin.read(), '<stdin>'
    else:
        with open(name, 'rb') as file:
            source = file.read()
    print(dump(parse(source, name, mode), include_attributes=attributes, indent=indent))


if __name__ == '__main__':
    main()
