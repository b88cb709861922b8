"""``app.py`` as it is started while other processes serve: what it imports is loaded behind all else.

Loading takes more than two seconds of a processor, and those who were with the process that ended wait for
the others meanwhile. Once it is loaded the process is as any other.
"""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from threading import Thread, get_native_id

PROGRAM = Path(__file__).parents[1] / "app.py"
# A third of what another gets where the processors are full; all that is free where they are not.
STANDS_BACK, AS_OTHERS = 5, 0
# Whoever is full for longer needs this process as much as those that serve.
LONGEST_SECONDS = 10.0
# Linux may share the processors among sessions first: then a thread's own number counts within its session.
OF_SESSION = Path("/proc/self/autogroup")
# Such numbers are changed ten times a second at the most, of all sessions together.
TRIES, AGAIN_SECONDS = 100, 0.1


def main() -> None:
    """Load the program by a thread that stands back, then run it."""
    if sys.platform == "linux":
        _place_session(STANDS_BACK, tries=1)
        # What fails to load fails again below, where it ends the process.
        loading = Thread(target=_load, name="loading")
        loading.start()
        loading.join(LONGEST_SECONDS)
        _place_session(AS_OTHERS, tries=TRIES)
    sys.argv[:] = [str(PROGRAM)]
    import_module(PROGRAM.stem).main()


def _load() -> None:
    """Load the program, by a thread that ends then: only root may call one back to the front."""
    thread = get_native_id()
    place = max(STANDS_BACK, os.getpriority(os.PRIO_PROCESS, thread))
    os.setpriority(os.PRIO_PROCESS, thread, place)
    import_module(PROGRAM.stem)


def _place_session(number: int, tries: int) -> None:
    """Tell the system how far this session stands back, where it asks that."""
    for _ in range(tries):
        try:
            OF_SESSION.write_text(str(number), encoding="ascii")
        except BlockingIOError:
            time.sleep(AGAIN_SECONDS)
        except OSError:
            return
        else:
            return


if __name__ == "__main__":
    main()
