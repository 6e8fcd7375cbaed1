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
    thing = __import__(name)
    for part in rest:
        name += f'.{part}'
        try:
            thing = getattr(thing, part)
        except AttributeError:
            __import__(name)
            thing = getattr(thing, part)
    return thing


def _get_target(target):
    try:
        target, attribute = target.rsplit('.', 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f'Need a valid target to patch. You supplied: {target!r}')
    return lambda: _importer(target), attribute


class _patch:
    """One attribute to patch; a decorator and a context manager."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *,
                 unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        if not unsafe:
            _check_spec_arg_typos(kwargs)
        if _is_instance_mock(spec):
            raise InvalidSpecError(f'Cannot spec attr {attribute!r} as the spec has already been mocked out. '
                                   f'[spec={spec!r}]')
        if _is_instance_mock(spec_set):
            raise InvalidSpecError(f'Cannot spec attr {attribute!r} as the spec_set target has already been mocked '
                                   f'out. [spec_set={spec_set!r}]')
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.has_local = False
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []

    def copy(self):
        patcher = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                         self.new_callable, self.kwargs)
        patcher.attribute_name = self.attribute_name
        patcher.additional_patchers = [each.copy() for each in self.additional_patchers]
        return patcher

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        if inspect.iscoroutinefunction(func):
            return self.decorate_async_callable(func)
        return self.decorate_callable(func)

    def decorate_class(self, klass):
        for name in dir(klass):
            if name.startswith(patch.TEST_PREFIX):
                value = getattr(klass, name)
                if hasattr(value, '__call__'):
                    setattr(klass, name, self.copy()(value))
        return klass

    @contextmanager
    def decoration_helper(self, patched, args, keywargs):
        extra = []
        with ExitStack() as stack:
            for patching in patched.patchings:
                value = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(value)
                elif patching.new is DEFAULT:
                    extra.append(value)
            yield (*args, *extra), keywargs

    def decorate_callable(self, func):
        if hasattr(func, 'patchings'):
            # Several decorators share one wrapper.
            func.patchings.append(self)
            return func

        @wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return func(*newargs, **newkeywargs)
        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        if hasattr(func, 'patchings'):
            func.patchings.append(self)
            return func

        @wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return await func(*newargs, **newkeywargs)
        patched.patchings = [self]
        return patched

    def get_original(self):
        """The present value, and whether it is the target's own."""
        target = self.getter()
        name = self.attribute
        local = False
        try:
            original = target.__dict__[name]
            local = True
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        if name in _builtins and isinstance(target, type(sys)):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f'{target} does not have the attribute {name!r}')
        return original, local

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
        self.temp_original = original
        self.is_local = local
        self._exit_stack = ExitStack()
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
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(target, name, self.temp_original)
        else:
            delattr(target, name)
            if not self.create and (not hasattr(target, name) or name in _RESET_BY_DELETION):
                # The attribute came from a proxy.
                setattr(target, name, self.temp_original)
        del self.temp_original, self.is_local, self.target
        stack = self._exit_stack
        del self._exit_stack
        return stack.__exit__(*exc_info)

    def start(self):
        result = self.__enter__()
        self._active_patches.append(self)
        return result

    def stop(self):
        try:
            self._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


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
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    patchers[0].additional_patchers += patchers[1:]
    return patchers[0]


class _patch_dict:
    """Patches items of a dictionary, or of what is like one."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return self.decorate_class(f)
        if inspect.iscoroutinefunction(f):
            return self.decorate_async_callable(f)
        return self.decorate_callable(f)

    def decorate_callable(self, f):
        @wraps(f)
        def _inner(*args, **kw):
            self._patch_dict()
            try:
                return f(*args, **kw)
            finally:
                self._unpatch_dict()
        return _inner

    def decorate_async_callable(self, f):
        @wraps(f)
        async def _inner(*args, **kw):
            self._patch_dict()
            try:
                return await f(*args, **kw)
            finally:
                self._unpatch_dict()
        return _inner

    def decorate_class(self, klass):
        for name in dir(klass):
            value = getattr(klass, name)
            if name.startswith(patch.TEST_PREFIX) and hasattr(value, '__call__'):
                setattr(klass, name, _patch_dict(self.in_dict, self.values, self.clear)(value))
        return klass

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

    def start(self):
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        try:
            _patch._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _clear_dict(target):
    try:
        target.clear()
    except AttributeError:
        for key in list(target):
            del target[key]


def _update_dict(target, values):
    try:
        target.update(values)
    except AttributeError:
        for key in values:
            target[key] = values[key]


def _patch_stopall():
    """Stops all patches that were started, the last first."""
    for each in reversed(_patch._active_patches):
        each.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = 'test'
