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


def literal_eval(node_or_string):
    """The value of an expression that is made of literals only."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(' \t'), mode='eval')
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _literal(node_or_string)


def _malformed(node):
    place = f' on line {node.lineno}' if getattr(node, 'lineno', None) else ''
    raise ValueError(f'malformed node or string{place}: {node!r}')


def _number(node):
    """A number, with a sign if it has one."""
    sign = None
    inner = node
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        sign, inner = node.op, node.operand
    if not isinstance(inner, Constant) or type(inner.value) not in (int, float, complex):
        _malformed(inner)
    return -inner.value if isinstance(sign, USub) else inner.value


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == 'set' and not (
            node.args or node.keywords):
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return {_literal(key): _literal(value) for key, value in zip(node.keys, node.values)}
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _number(node.left), _literal(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _number(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None):
    """The tree as a text that could make it."""
    if not isinstance(node, AST):
        raise TypeError(f'expected AST, got {node.__class__.__name__!r}')
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent

    def shown(node, level=0):
        """The text, and whether it may stand in a line with others."""
        level += 1
        prefix, sep = ('', ', ') if indent is None else ('\n' + indent * level, ',\n' + indent * level)
        if isinstance(node, AST):
            cls = type(node)
            args, simple, keywords = [], True, annotate_fields
            for name in node._fields:
                try:
                    value = getattr(node, name)
                except AttributeError:
                    keywords = True
                    continue
                if value is None and getattr(cls, name, ...) is None:
                    keywords = True
                    continue
                value, alone = shown(value, level)
                simple = simple and alone
                args.append(f'{name}={value}' if keywords else value)
            if include_attributes and node._attributes:
                for name in node._attributes:
                    try:
                        value = getattr(node, name)
                    except AttributeError:
                        continue
                    if value is None and getattr(cls, name, ...) is None:
                        continue
                    value, alone = shown(value, level)
                    simple = simple and alone
                    args.append(f'{name}={value}')
            if simple and len(args) <= 3:
                return f'{cls.__name__}({", ".join(args)})', not args
            return f'{cls.__name__}({prefix}{sep.join(args)})', False
        if isinstance(node, list):
            if not node:
                return '[]', True
            return f'[{prefix}{sep.join(shown(each, level)[0] for each in node)}]', False
        return repr(node), True

    return shown(node)[0]


def copy_location(new_node, old_node):
    """Gives a node the place of another one."""
    for attr in _PLACED:
        if attr in old_node._attributes and attr in new_node._attributes:
            value = getattr(old_node, attr, None)
            if value is not None or hasattr(old_node, attr) and attr.startswith('end_'):
                setattr(new_node, attr, value)
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
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, 'lineno', 0) + n
            continue
        if 'lineno' in child._attributes:
            child.lineno = getattr(child, 'lineno', 0) + n
        if 'end_lineno' in child._attributes and getattr(child, 'end_lineno', 0) is not None:
            child.end_lineno = getattr(child, 'end_lineno', 0) + n
    return node


def iter_fields(node):
    """Yields the name and value of each field that there is."""
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


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
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if not (isinstance(value, Constant) and isinstance(value.value, str)):
        return None
    if clean:
        import inspect
        return inspect.cleandoc(value.value)
    return value.value


def _source_lines(source):
    """The lines with their ends; form feeds and their like end none."""
    lines = source.replace('\r\n', '\n').replace('\r', '\n').split('\n')
    last = lines.pop()
    return [line + '\n' for line in lines] + ([last] if last else [])


def get_source_segment(source, node, *, padded=False):
    """The piece of a source that a node was made of."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last = node.lineno - 1, node.end_lineno - 1
        start, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
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
        for _, value in iter_fields(node):
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)
            elif isinstance(value, AST):
                self.visit(value)

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
