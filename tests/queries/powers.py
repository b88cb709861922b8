"""Root may read and write any file; this takes that away for a while."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

# CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
_OVER_PERMISSIONS = 1 << 1 | 1 << 2
_CAPABILITY_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Powers(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def bound_by_file_permissions() -> Iterator[None]:
    """Let permissions of files bind this thread even if it runs as root; others are bound anyway."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, powers = _Header(_CAPABILITY_VERSION_3, 0), (_Powers * 2)()
    _call(libc.capget, header, powers)
    before = powers[0].effective
    powers[0].effective = before & ~_OVER_PERMISSIONS
    _call(libc.capset, header, powers)
    try:
        yield
    finally:
        powers[0].effective = before
        _call(libc.capset, header, powers)


def _call(function: object, header: _Header, powers: object) -> None:
    assert callable(function)
    if function(ctypes.byref(header), ctypes.byref(powers)) != 0:  # type: ignore[arg-type]
        raise OSError(ctypes.get_errno(), "the kernel does not let go of root's powers")
