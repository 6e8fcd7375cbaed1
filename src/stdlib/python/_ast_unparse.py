"""Source text of syntax trees, for `ast.unparse` and for compile() of trees: what CPython's unparse writes.

Expressions become texts from the inside out, each in parentheses where its surroundings bind tighter.
"""
import sys
from ast import (AST, AsyncFunctionDef, ClassDef, Constant, Expr, FunctionDef, If, Module, Name, Starred, Tuple)

# How tight an operator binds.
(TUPLE, YIELD, TEST, OR, AND, NOT, CMP, BOR, BXOR, BAND, SHIFT, ARITH, TERM, FACTOR, POWER, AWAIT, ATOM) = range(17)
EXPR = BOR
_SINGLE = "'", '"'
_TRIPLE = '"""', "'''"
_ALL_QUOTES = _SINGLE + _TRIPLE
_INFINITY = '1e' + repr(sys.float_info.max_10_exp + 1)
_BINARY = {'Add': ('+', ARITH), 'Sub': ('-', ARITH), 'Mult': ('*', TERM), 'MatMult': ('@', TERM), 'Div': ('/', TERM),
           'Mod': ('%', TERM), 'LShift': ('<<', SHIFT), 'RShift': ('>>', SHIFT), 'BitOr': ('|', BOR),
           'BitXor': ('^', BXOR), 'BitAnd': ('&', BAND), 'FloorDiv': ('//', TERM), 'Pow': ('**', POWER)}
_UNARY = {'Invert': ('~', FACTOR), 'Not': ('not ', NOT), 'UAdd': ('+', FACTOR), 'USub': ('-', FACTOR)}
_COMPARE = {'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is', 'IsNot': 'is not',
            'In': 'in', 'NotIn': 'not in'}


def _kind(node):
    return node.__class__.__name__


def _known(node):
    """The name of the node's class, or of the class that a program derived it from."""
    for cls in type(node).__mro__:
        if hasattr(Writer, 'e_' + cls.__name__) or hasattr(Writer, 's_' + cls.__name__):
            return cls.__name__
    return _kind(node)


def _join(parts):
    """Items of a tuple: a single one has its comma."""
    return parts[0] + ',' if len(parts) == 1 else ', '.join(parts)


def _quoted(text, quote_types=_ALL_QUOTES, escape_white=False):
    """The text as it may stand between quotes, and which those may be."""
    def escape(c):
        if not escape_white and c in '\n\t':
            return c
        if c == '\\' or not c.isprintable():
            return c.encode('unicode_escape').decode('ascii')
        return c

    escaped = ''.join(map(escape, text))
    possible = [quote for quote in quote_types
                if quote not in escaped and not ('\n' in escaped and quote not in _TRIPLE)]
    if not possible:
        shown = repr(text)
        quote = next((quote for quote in quote_types if shown[0] in quote), shown[0])
        return shown[1:-1], [quote]
    if escaped:
        possible.sort(key=lambda quote: quote[0] == escaped[-1])
        if possible[0][0] == escaped[-1]:
            escaped = escaped[:-1] + '\\' + escaped[-1]
    return escaped, possible


class Writer:
    """Writes one tree. With `keep_lines` statements stand on the lines that they came from, as far as that goes."""

    def __init__(self, keep_lines=False, avoid_backslashes=False):
        self.keep_lines = keep_lines
        self.avoid_backslashes = avoid_backslashes
        self.lines = []
        self.depth = 0
        self.type_ignores = {}

    def text(self, node):
        if isinstance(node, list):
            for each in node:
                self.top(each)
        else:
            return self.top(node)
        return '\n'.join(self.lines)

    def top(self, node):
        name = _known(node)
        if hasattr(self, 's_' + name):
            self.statement(node)
            return '\n'.join(self.lines)
        return self.expr(node)

    # Statements

    def fill(self, text, node=None):
        """A new line; the node tells where it came from."""
        if self.keep_lines and node is not None:
            missing = getattr(node, 'lineno', 0) - 1 - len(self.lines)
            self.lines += [''] * min(missing, 100_000)
        self.lines.append('    ' * self.depth + text)

    def statement(self, node):
        if isinstance(node, list):
            for each in node:
                self.statement(each)
            return
        method = getattr(self, 's_' + _known(node), None)
        if method is None:
            self.fill(self.expr(node), node)
        else:
            method(node)

    def block(self, head, body, node=None, extra=''):
        self.fill(f'{head}:{extra}', node)
        self.depth += 1
        self.statement(body)
        self.depth -= 1

    def documented(self, node):
        """The body of a module, class or function, whose docstring is written as one."""
        body = node.body
        if (body and isinstance(body[0], Expr) and isinstance(body[0].value, Constant)
                and isinstance(body[0].value.value, str)):
            value = body[0].value
            prefix = 'u' if getattr(value, 'kind', None) == 'u' else ''
            if self.keep_lines:
                self.fill(prefix + repr(value.value), body[0])
            else:
                text, quotes = _quoted(value.value, _TRIPLE)
                self.fill(f'{prefix}{quotes[0]}{text}{quotes[0]}')
            body = body[1:]
        self.statement(body)

    def type_comment(self, node):
        comment = self.type_ignores.get(getattr(node, 'lineno', None)) or getattr(node, 'type_comment', None)
        return '' if comment is None else f' # type: {comment}'

    def s_Module(self, node):
        self.type_ignores = {ignore.lineno: f'ignore{ignore.tag}' for ignore in getattr(node, 'type_ignores', ())}
        self.documented(node)
        self.type_ignores = {}

    def s_Interactive(self, node):
        self.statement(node.body)

    def s_Expression(self, node):
        self.lines.append(self.expr(node.body))

    def s_FunctionType(self, node):
        self.lines.append(f'({self.all(node.argtypes)}) -> {self.expr(node.returns)}')

    def s_Expr(self, node):
        self.fill(self.expr(node.value, YIELD), node)

    def s_Import(self, node):
        self.fill(f'import {self.all(node.names)}', node)

    def s_ImportFrom(self, node):
        self.fill(f'from {"." * (node.level or 0)}{node.module or ""} import {self.all(node.names)}', node)

    def s_Assign(self, node):
        targets = ''.join(f'{self.expr(target)} = ' for target in node.targets)
        self.fill(f'{targets}{self.expr(node.value)}{self.type_comment(node)}', node)

    def s_AugAssign(self, node):
        self.fill(f'{self.expr(node.target)} {_BINARY[_kind(node.op)][0]}= {self.expr(node.value)}', node)

    def s_AnnAssign(self, node):
        target = self.expr(node.target)
        if not node.simple and isinstance(node.target, Name):
            target = f'({target})'
        value = f' = {self.expr(node.value)}' if node.value else ''
        self.fill(f'{target}: {self.expr(node.annotation)}{value}', node)

    def s_Return(self, node):
        self.fill(f'return {self.expr(node.value)}' if node.value else 'return', node)

    def s_Pass(self, node):
        self.fill('pass', node)

    def s_Break(self, node):
        self.fill('break', node)

    def s_Continue(self, node):
        self.fill('continue', node)

    def s_Delete(self, node):
        self.fill(f'del {self.all(node.targets)}', node)

    def s_Assert(self, node):
        message = f', {self.expr(node.msg)}' if node.msg else ''
        self.fill(f'assert {self.expr(node.test)}{message}', node)

    def s_Global(self, node):
        self.fill(f'global {", ".join(node.names)}', node)

    def s_Nonlocal(self, node):
        self.fill(f'nonlocal {", ".join(node.names)}', node)

    def s_Raise(self, node):
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't use cause without an exception.")
            self.fill('raise', node)
            return
        cause = f' from {self.expr(node.cause)}' if node.cause else ''
        self.fill(f'raise {self.expr(node.exc)}{cause}', node)

    def s_Try(self, node):
        self.block('try', node.body, node)
        self.statement(node.handlers)
        if node.orelse:
            self.block('else', node.orelse)
        if node.finalbody:
            self.block('finally', node.finalbody)

    def s_ExceptHandler(self, node):
        kind = f' {self.expr(node.type)}' if node.type else ''
        name = f' as {node.name}' if node.name else ''
        self.block(f'except{kind}{name}', node.body, node)

    def decorated(self, node):
        if self.lines and not self.keep_lines:
            self.lines.append('')
        for decorator in node.decorator_list:
            self.fill(f'@{self.expr(decorator)}', decorator)

    def s_ClassDef(self, node):
        self.decorated(node)
        given = self.all([*node.bases, *node.keywords])
        self.fill(f'class {node.name}({given}):' if given else f'class {node.name}:', node)
        self.depth += 1
        self.documented(node)
        self.depth -= 1

    def s_FunctionDef(self, node, word='def'):
        self.decorated(node)
        returns = f' -> {self.expr(node.returns)}' if node.returns else ''
        self.fill(f'{word} {node.name}({self.expr(node.args)}){returns}:{self.type_comment(node)}', node)
        self.depth += 1
        self.documented(node)
        self.depth -= 1

    def s_AsyncFunctionDef(self, node):
        self.s_FunctionDef(node, 'async def')

    def s_For(self, node, word='for'):
        self.block(f'{word} {self.expr(node.target)} in {self.expr(node.iter)}', node.body, node,
                   self.type_comment(node))
        if node.orelse:
            self.block('else', node.orelse)

    def s_AsyncFor(self, node):
        self.s_For(node, 'async for')

    def s_If(self, node):
        self.block(f'if {self.expr(node.test)}', node.body, node)
        while len(node.orelse) == 1 and isinstance(node.orelse[0], If):
            node = node.orelse[0]
            self.block(f'elif {self.expr(node.test)}', node.body, node)
        if node.orelse:
            self.block('else', node.orelse)

    def s_While(self, node):
        self.block(f'while {self.expr(node.test)}', node.body, node)
        if node.orelse:
            self.block('else', node.orelse)

    def s_With(self, node, word='with'):
        self.block(f'{word} {self.all(node.items)}', node.body, node, self.type_comment(node))

    def s_AsyncWith(self, node):
        self.s_With(node, 'async with')

    def s_Match(self, node):
        self.block(f'match {self.expr(node.subject)}', node.cases, node)

    def s_match_case(self, node):
        guard = f' if {self.expr(node.guard)}' if node.guard else ''
        self.block(f'case {self.expr(node.pattern)}{guard}', node.body, node.pattern)

    # Expressions: each method gives the text and how tight it binds.

    def expr(self, node, level=TEST):
        """The text of an expression that stands where `level` binds."""
        if isinstance(node, list):
            return ''.join(self.expr(each) for each in node)
        method = getattr(self, 'e_' + _known(node), None)
        if method is None:
            if isinstance(node, AST):
                # As a visitor would: what lies below.
                return ''.join(self.expr(value) for field in node._fields
                               for value in [getattr(node, field, None)] if isinstance(value, (AST, list)))
            return ''
        result = method(node)
        if isinstance(result, str):
            return result
        text, binds = result
        return f'({text})' if level > binds else text

    def all(self, nodes):
        return ', '.join(self.expr(node) for node in nodes)

    def e_NamedExpr(self, node):
        return f'{self.expr(node.target, ATOM)} := {self.expr(node.value, ATOM)}', TUPLE

    def e_Await(self, node):
        return f'await {self.expr(node.value, ATOM)}' if node.value else 'await', AWAIT

    def e_Yield(self, node):
        return f'yield {self.expr(node.value, ATOM)}' if node.value else 'yield', YIELD

    def e_YieldFrom(self, node):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        return f'yield from {self.expr(node.value, ATOM)}', YIELD

    def e_Name(self, node):
        return node.id

    def constant(self, value):
        if isinstance(value, (float, complex)):
            return repr(value).replace('inf', _INFINITY).replace('nan', f'({_INFINITY}-{_INFINITY})')
        if self.avoid_backslashes and isinstance(value, str):
            text, quotes = _quoted(value)
            return f'{quotes[0]}{text}{quotes[0]}'
        return repr(value)

    def e_Constant(self, node):
        value = node.value
        if isinstance(value, tuple):
            return f'({_join([self.constant(item) for item in value]) if value else ""})'
        if value is ...:
            return '...'
        if isinstance(value, frozenset) and self.keep_lines:
            raise TypeError(f'got an invalid type in Constant: {type(value).__name__}')
        return ('u' if getattr(node, 'kind', None) == 'u' else '') + self.constant(value)

    def e_JoinedStr(self, node):
        if self.avoid_backslashes:
            text, quotes = _quoted(self.f_JoinedStr(node))
            return f'f{quotes[0]}{text}{quotes[0]}'
        # The quotes must suit all parts; what is an expression may not be escaped.
        quotes = _ALL_QUOTES
        pieces = []
        for value in node.values:
            text = getattr(self, 'f_' + _known(value))(value)
            text, quotes = _quoted(text, quotes, escape_white=isinstance(value, Constant))
            pieces.append(text)
        return f'f{quotes[0]}{"".join(pieces)}{quotes[0]}'

    def e_FormattedValue(self, node):
        text, quotes = _quoted(self.f_FormattedValue(node))
        return f'f{quotes[0]}{text}{quotes[0]}'

    def f_JoinedStr(self, node):
        return ''.join(getattr(self, 'f_' + _known(value))(value) for value in node.values)

    def f_Constant(self, node):
        if not isinstance(node.value, str):
            raise ValueError('Constants inside JoinedStr should be a string.')
        return node.value.replace('{', '{{').replace('}', '}}')

    def f_FormattedValue(self, node):
        text = Writer(avoid_backslashes=True).expr(node.value, TEST + 1)
        if '\\' in text:
            raise ValueError('Unable to avoid backslash in f-string expression part')
        space = ' ' if text.startswith('{') else ''
        conversion = ''
        if node.conversion != -1:
            conversion = '!' + chr(node.conversion)
            if conversion[1] not in 'sra':
                raise ValueError('Unknown f-string conversion.')
        spec = ''
        if node.format_spec:
            spec = ':' + getattr(self, 'f_' + _known(node.format_spec))(node.format_spec)
        return f'{{{space}{text}{conversion}{spec}}}'

    def e_List(self, node):
        return f'[{self.all(node.elts)}]'

    def comprehended(self, element, node):
        return element + ''.join(self.expr(generator) for generator in node.generators)

    def e_ListComp(self, node):
        return f'[{self.comprehended(self.expr(node.elt), node)}]'

    def e_GeneratorExp(self, node):
        return f'({self.comprehended(self.expr(node.elt), node)})'

    def e_SetComp(self, node):
        return f'{{{self.comprehended(self.expr(node.elt), node)}}}'

    def e_DictComp(self, node):
        return f'{{{self.comprehended(f"{self.expr(node.key)}: {self.expr(node.value)}", node)}}}'

    def e_comprehension(self, node):
        word = ' async for' if node.is_async else ' for'
        conditions = ''.join(f' if {self.expr(each, TEST + 1)}' for each in node.ifs)
        return f'{word} {self.expr(node.target, TUPLE)} in {self.expr(node.iter, TEST + 1)}{conditions}'

    def e_IfExp(self, node):
        return (f'{self.expr(node.body, TEST + 1)} if {self.expr(node.test, TEST + 1)} '
                f'else {self.expr(node.orelse, TEST)}'), TEST

    def e_Set(self, node):
        return f'{{{self.all(node.elts)}}}' if node.elts else '{*()}'

    def e_Dict(self, node):
        items = [f'**{self.expr(value, EXPR)}' if key is None else f'{self.expr(key)}: {self.expr(value)}'
                 for key, value in zip(node.keys, node.values)]
        return f'{{{", ".join(items)}}}'

    def e_Tuple(self, node):
        return f'({_join([self.expr(item) for item in node.elts]) if node.elts else ""})'

    def e_UnaryOp(self, node):
        operator, binds = _UNARY[_kind(node.op)]
        return operator + self.expr(node.operand, binds), binds

    def e_BinOp(self, node):
        operator, binds = _BINARY[_kind(node.op)]
        left, right = (binds + 1, binds) if operator == '**' else (binds, binds + 1)
        return f'{self.expr(node.left, left)} {operator} {self.expr(node.right, right)}', binds

    def e_Compare(self, node):
        rest = ''.join(f' {_COMPARE[_kind(op)]} {self.expr(value, CMP + 1)}'
                       for op, value in zip(node.ops, node.comparators))
        return self.expr(node.left, CMP + 1) + rest, CMP

    def e_BoolOp(self, node):
        word, binds = ('and', AND) if _kind(node.op) == 'And' else ('or', OR)
        return f' {word} '.join(self.expr(value, min(binds + i, ATOM)) for i, value in enumerate(node.values, 1)), binds

    def e_Attribute(self, node):
        space = ' ' if isinstance(node.value, Constant) and isinstance(node.value.value, int) else ''
        return f'{self.expr(node.value, ATOM)}{space}.{node.attr}'

    def e_Call(self, node):
        return f'{self.expr(node.func, ATOM)}({self.all([*node.args, *node.keywords])})'

    def e_Subscript(self, node):
        inner = node.slice
        if isinstance(inner, Tuple) and inner.elts and not any(isinstance(item, Starred) for item in inner.elts):
            shown = _join([self.expr(item) for item in inner.elts])
        else:
            shown = self.expr(inner)
        return f'{self.expr(node.value, ATOM)}[{shown}]'

    def e_Starred(self, node):
        return f'*{self.expr(node.value, EXPR)}'

    def e_Slice(self, node):
        lower, upper = (self.expr(part) if part else '' for part in (node.lower, node.upper))
        return f'{lower}:{upper}:{self.expr(node.step)}' if node.step else f'{lower}:{upper}'

    def e_arg(self, node):
        return f'{node.arg}: {self.expr(node.annotation)}' if node.annotation else node.arg

    def e_arguments(self, node):
        def with_default(parameter, default):
            return f'{self.expr(parameter)}={self.expr(default)}' if default else self.expr(parameter)

        named = [*node.posonlyargs, *node.args]
        defaults = [None] * (len(named) - len(node.defaults)) + node.defaults
        parts = list(map(with_default, named, defaults))
        if node.posonlyargs:
            parts.insert(len(node.posonlyargs), '/')
        if node.vararg or node.kwonlyargs:
            parts.append('*' + (self.expr(node.vararg) if node.vararg else ''))
        parts += map(with_default, node.kwonlyargs, node.kw_defaults)
        if node.kwarg:
            parts.append('**' + self.expr(node.kwarg))
        return ', '.join(parts)

    def e_keyword(self, node):
        return f'**{self.expr(node.value)}' if node.arg is None else f'{node.arg}={self.expr(node.value)}'

    def e_Lambda(self, node):
        return f'lambda {self.expr(node.args)}: {self.expr(node.body, TEST)}', TEST

    def e_alias(self, node):
        return f'{node.name} as {node.asname}' if node.asname else node.name

    def e_withitem(self, node):
        name = f' as {self.expr(node.optional_vars)}' if node.optional_vars else ''
        return self.expr(node.context_expr) + name

    # Patterns

    def e_MatchValue(self, node):
        return self.expr(node.value)

    def e_MatchSingleton(self, node):
        return self.constant(node.value)

    def e_MatchSequence(self, node):
        return f'[{self.all(node.patterns)}]'

    def e_MatchStar(self, node):
        return f'*{"_" if node.name is None else node.name}'

    def e_MatchMapping(self, node):
        parts = [f'{self.expr(key)}: {self.expr(pattern)}'
                 for key, pattern in zip(node.keys, node.patterns, strict=True)]
        if node.rest is not None:
            parts.append(f'**{node.rest}')
        return f'{{{", ".join(parts)}}}'

    def e_MatchClass(self, node):
        parts = [self.expr(pattern) for pattern in node.patterns]
        parts += [f'{attr}={self.expr(pattern)}'
                  for attr, pattern in zip(node.kwd_attrs, node.kwd_patterns, strict=True)]
        return f'{self.expr(node.cls, ATOM)}({", ".join(parts)})'

    def e_MatchAs(self, node):
        if node.name is None:
            return '_'
        if node.pattern is None:
            return node.name
        return f'{self.expr(node.pattern, BOR)} as {node.name}', TEST

    def e_MatchOr(self, node):
        return ' | '.join(self.expr(pattern, BOR + 1) for pattern in node.patterns), BOR
