"""patch: puts a mock in the place of an attribute or an item, and the old value back."""
import builtins
import inspect
import sys
from contextlib import ExitStack, contextmanager
from functools import wraps

from ._mock_async import AsyncMock
from ._mock_base import (InvalidSpecError, MagicMock, NonCallableMagicMock, NonCallableMock, _is_async_obj,
                         _is_instance_mock, _is_list)
from ._mock_calls import DEFAULT
from ._mock_spec import _check_spec_arg_typos, _instance_callable, create_autospec

_builtins = {name for name in dir(builtins) if not name.startswith('_')}
# Deleting these from a function or class resets them; the old value must be set again.
_RESET_BY_DELETION = '__doc__', '__module__', '__defaults__', '__annotations__', '__kwdefaults__'


def _importer(target):
    name, *rest = target.split('.')
    found = __import__(name)
    for part in rest:
        name = f'{name}.{part}'
        if not hasattr(found, part):
            __import__(name)
        found = getattr(found, part)
    return found


def _get_target(target):
    try:
        place, attribute = target.rsplit('.', 1)
    except (AttributeError, TypeError, ValueError):
        raise TypeError(f'Need a valid target to patch. You supplied: {target!r}')
    return lambda: _importer(place), attribute


class _Patcher:
    """What is a context manager, and decorates functions and classes, and can be started and stopped."""

    # Those that were started; of all kinds.
    _active_patches = []

    def __call__(self, thing):
        if isinstance(thing, type):
            decorate = self.decorate_class
        elif inspect.iscoroutinefunction(thing):
            decorate = self.decorate_async_callable
        else:
            decorate = self.decorate_callable
        return decorate(thing)

    def decorate_class(self, klass):
        tests = [(name, getattr(klass, name)) for name in dir(klass) if name.startswith(patch.TEST_PREFIX)]
        for name, value in tests:
            if hasattr(value, '__call__'):
                setattr(klass, name, self.copy()(value))
        return klass

    def start(self):
        given = self.__enter__()
        self._active_patches += [self]
        return given

    def stop(self):
        if self not in self._active_patches:
            return None
        self._active_patches.remove(self)
        return self.__exit__(None, None, None)


# What a _patch is made of.
_WISHES = 'getter', 'attribute', 'new', 'spec', 'create', 'spec_set', 'autospec', 'new_callable', 'kwargs'


class _patch(_Patcher):
    """One attribute to patch; a decorator and a context manager."""

    attribute_name = None

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *,
                 unsafe=False):
        for name, is_given in ('new', new is not DEFAULT), ('autospec', autospec is not None):
            if is_given and new_callable is not None:
                raise ValueError(f"Cannot use '{name}' and 'new_callable' together")
        if not unsafe:
            _check_spec_arg_typos(kwargs)
        for name, what, mock in (('spec', 'spec', spec), ('spec_set', 'spec_set target', spec_set)):
            if _is_instance_mock(mock):
                raise InvalidSpecError(f'Cannot spec attr {attribute!r} as the {what} has already been mocked out. '
                                       f'[{name}={mock!r}]')
        vars(self).update(zip(_WISHES, (
            getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)))
        self.has_local, self.additional_patchers = False, []

    def copy(self):
        twin = _patch(*(getattr(self, name) for name in _WISHES))
        twin.attribute_name = self.attribute_name
        twin.additional_patchers += [other.copy() for other in self.additional_patchers]
        return twin

    @contextmanager
    def decoration_helper(self, patched, args, keywargs):
        mocks = []
        with ExitStack() as entered:
            for patching in patched.patchings:
                given = entered.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(given)
                elif patching.new is DEFAULT:
                    mocks.append(given)
            yield (*args, *mocks), keywargs

    def _joined(self, func):
        """Several decorators share one wrapper."""
        patchings = getattr(func, 'patchings', None)
        if patchings is not None:
            patchings.append(self)
        return patchings is not None

    def decorate_callable(self, func):
        if self._joined(func):
            return func

        @wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (positional, named):
                return func(*positional, **named)
        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        if self._joined(func):
            return func

        @wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (positional, named):
                return await func(*positional, **named)
        patched.patchings = [self]
        return patched

    def get_original(self):
        """The present value, and whether it is the target's own."""
        target, name = self.getter(), self.attribute
        is_own = name in getattr(target, '__dict__', ())
        found = target.__dict__[name] if is_own else getattr(target, name, DEFAULT)
        # A module may hide a builtin that it does not have.
        self.create = self.create or name in _builtins and isinstance(target, type(sys))
        if found is DEFAULT and not self.create:
            raise AttributeError(f'{target} does not have the attribute {name!r}')
        return found, is_own

    def _new_mock(self, original, spec, spec_set):
        """The mock for when no value was given."""
        inherit = False
        # A spec of True stands for the original.
        if spec is True or spec is not None and spec_set is True or spec is None and spec_set is True:
            if spec is True or spec is None:
                wanted = original
            else:
                wanted = spec
            spec, spec_set = (None, wanted) if spec_set is True else (wanted, spec_set)
        wanted = spec if spec_set is None else spec_set
        if wanted is not None:
            if original is DEFAULT:
                raise TypeError("Can't use 'spec' with create=True")
            inherit = isinstance(original, type)
        kind = AsyncMock if spec is None and _is_async_obj(original) else MagicMock
        options = {}
        if self.new_callable is not None:
            kind = self.new_callable
        elif wanted is not None:
            if _is_async_obj(wanted):
                kind = AsyncMock
            elif '__call__' not in wanted if _is_list(wanted) else not callable(wanted):
                kind = NonCallableMagicMock
        if spec is not None:
            options['spec'] = spec
        if spec_set is not None:
            options['spec_set'] = spec_set
        if isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute:
            options['name'] = self.attribute
        options.update(self.kwargs)
        new = kind(**options)
        if inherit and _is_instance_mock(new):
            # The mock of a class gives mocks of its instances.
            if not _is_list(wanted) and not _instance_callable(wanted):
                kind = NonCallableMagicMock
            options.pop('name')
            new.return_value = kind(_new_parent=new, _new_name='()', **options)
        return new

    def _new_autospec(self, original, spec_set, autospec):
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        if autospec is True:
            autospec = original
        if _is_instance_mock(self.target):
            raise InvalidSpecError(
                f'Cannot autospec attr {self.attribute!r} as the patch target has already been mocked out. '
                f'[target={self.target!r}, attr={autospec!r}]')
        if _is_instance_mock(autospec):
            name = getattr(self.target, '__name__', self.target)
            raise InvalidSpecError(
                f'Cannot autospec attr {self.attribute!r} from target {name!r} as it has already been mocked out. '
                f'[target={self.target!r}, attr={autospec!r}]')
        return create_autospec(autospec, spec_set=bool(spec_set), _name=self.attribute, **self.kwargs)

    def __enter__(self):
        spec, spec_set, autospec = (None if each is False else each
                                    for each in (self.spec, self.spec_set, self.autospec))
        new = self.new
        self.target = self.getter()
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        if new is DEFAULT and autospec is None:
            new = self._new_mock(original, spec, spec_set)
        elif autospec is not None:
            new = self._new_autospec(original, spec_set, autospec)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local, self._exit_stack = original, local, ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            extra = {self.attribute_name: new} if self.new is DEFAULT else {}
            for patching in self.additional_patchers:
                value = self._exit_stack.enter_context(patching)
                if patching.new is DEFAULT:
                    extra.update(value)
            return extra
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    def __exit__(self, *exc_info):
        target, name = self.target, self.attribute
        original, local, others = self.temp_original, self.is_local, self._exit_stack
        put_back = local and original is not DEFAULT
        if not put_back:
            delattr(target, name)
            # An attribute that is still missing came from a proxy.
            put_back = not self.create and (name in _RESET_BY_DELETION or not hasattr(target, name))
        if put_back:
            setattr(target, name, original)
        for name in 'temp_original', 'is_local', 'target', '_exit_stack':
            delattr(self, name)
        return others.__exit__(*exc_info)


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
          unsafe=False, **kwargs):
    """Patches 'package.module.attribute' in a function, a class or a with statement."""
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    """Patches an attribute of an object."""
    if type(target) is str:
        raise TypeError(f'{target!r} must be the actual object to be patched, not a str')
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Patches several attributes of an object at once."""
    getter = (lambda: _importer(target)) if type(target) is str else (lambda: target)
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    patchers = [_patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
                for attribute, new in kwargs.items()]
    for patcher in patchers:
        patcher.attribute_name = patcher.attribute
    first, *others = patchers
    first.additional_patchers += others
    return first


class _patch_dict(_Patcher):
    """Patches items of a dictionary, or of what is like one."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.clear, self._original = in_dict, clear, None
        self.values = {**dict(values), **kwargs}

    def copy(self):
        return _patch_dict(self.in_dict, self.values, self.clear)

    def decorate_callable(self, f):
        @wraps(f)
        def patched(*args, **kwargs):
            with self:
                return f(*args, **kwargs)
        return patched

    def decorate_async_callable(self, f):
        @wraps(f)
        async def patched(*args, **kwargs):
            with self:
                return await f(*args, **kwargs)
        return patched

    def __enter__(self):
        self._patch_dict()
        return self.in_dict

    def _patch_dict(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _importer(self.in_dict)
        target = self.in_dict
        try:
            self._original = target.copy()
        except AttributeError:
            self._original = {key: target[key] for key in target}
        if self.clear:
            _clear_dict(target)
        _update_dict(target, self.values)

    def _unpatch_dict(self):
        _clear_dict(self.in_dict)
        _update_dict(self.in_dict, self._original)

    def __exit__(self, *args):
        if self._original is not None:
            self._unpatch_dict()
        return False


def _clear_dict(target):
    try:
        target.clear()
    except AttributeError:
        for key in [*target]:
            del target[key]


def _update_dict(target, values):
    try:
        target.update(values)
    except AttributeError:
        # It may be little more than a __setitem__.
        for name in values:
            target[name] = values[name]


def _patch_stopall():
    """Stops all patches that were started, the last first."""
    for patcher in _patch._active_patches[::-1]:
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = 'test'
