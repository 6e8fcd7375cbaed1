"""What the program runs on: names of the system, the machine and the Python implementation.

Covers Unix, without system_alias; mac_ver, win32_ver, java_ver and libc_ver give their defaults as CPython does elsewhere.
"""
import collections
import os
import sys

__version__ = '1.0.8'

uname_result = collections.namedtuple('uname_result', 'system node release version machine')
uname_result.processor = property(lambda self: processor())


def _kernel(name):
    try:
        with open('/proc/sys/kernel/' + name) as file:
            return file.read().strip()
    except OSError:
        return ''


def uname():
    """The system's names: system, node, release, version, machine; processor is an attribute."""
    if hasattr(os, 'uname'):
        return uname_result(*os.uname())
    return uname_result(*map(_kernel, ('ostype', 'hostname', 'osrelease', 'version', 'arch')))


def system():
    """The system/OS name, e.g. 'Linux'."""
    return uname().system


def node():
    """The computer's network name."""
    return uname().node


def release():
    """The system's release."""
    return uname().release


def version():
    """The system's release version."""
    return uname().version


def machine():
    """The machine type, e.g. 'x86_64'."""
    return uname().machine


def processor():
    """The processor's name, '' where it is not known."""
    return ''


def architecture(executable=sys.executable, bits='', linkage=''):
    """The bit size and the linkage format of an executable."""
    return bits or ('64bit' if sys.maxsize > 2 ** 32 else '32bit'), linkage or 'ELF'


def platform(aliased=0, terse=0):
    """One string that names the platform."""
    if terse:
        return f'{system()}-{release()}'
    return f'{system()}-{release()}-{machine()}'


def python_implementation():
    """The name of the Python implementation."""
    name = sys.implementation.name
    return {'cpython': 'CPython', 'pypy': 'PyPy'}.get(name, name.capitalize())


def python_version():
    """The version of the language as 'major.minor.patchlevel'."""
    return '%d.%d.%d' % sys.version_info[:3]


def python_version_tuple():
    """The same as a tuple of strings."""
    return tuple(python_version().split('.'))


def python_branch():
    return ''


def python_revision():
    return ''


def python_build():
    """Build number and date."""
    return '', ''


def python_compiler():
    """The compiler that was used."""
    return 'rustc'


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    return lib, version


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    return release, versioninfo, machine


def win32_ver(release='', version='', csd='', ptype=''):
    return release, version, csd, ptype


def win32_edition():
    return None


def win32_is_iot():
    return False


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    return release, vendor, vminfo, osinfo


def freedesktop_os_release():
    """The fields of /etc/os-release."""
    for name in '/etc/os-release', '/usr/lib/os-release':
        try:
            with open(name, encoding='utf-8') as file:
                info = {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}
                for line in file:
                    key, equals, value = line.strip().partition('=')
                    if equals and not key.startswith('#'):
                        info[key] = value.strip('"\'').replace('\\', '')
                return info
        except OSError:
            continue
    raise OSError('Unable to read files /etc/os-release, /usr/lib/os-release')
