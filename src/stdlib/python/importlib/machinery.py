"""The finders and loaders of the import system, and the suffixes of files that they know."""
from _frozen_importlib import (BYTECODE_SUFFIXES, BuiltinImporter, DEBUG_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES,
                               ExtensionFileLoader, FileFinder, FrozenImporter, ModuleSpec,
                               OPTIMIZED_BYTECODE_SUFFIXES, PathFinder, SOURCE_SUFFIXES, SourceFileLoader,
                               SourcelessFileLoader, WindowsRegistryFinder)


def all_suffixes():
    """All suffixes of files that can be imported."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
