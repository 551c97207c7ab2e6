"""Runs one program pinned to one core and says how long it took and how much memory it had.

Peak memory is the kernel's own mark of the process (VmHWM), looked at every few milliseconds;
the mark that wait4 gives would hold the memory of the Python that started it, too.
"""
import json
import os
import resource
import subprocess
import threading
import time

LOOK_EVERY_S = 0.005


class ClockError(Exception):
    pass


class Watch(threading.Thread):
    """Looks at a process's memory until it is gone; KB."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak_kb, self.gone = pid, 0, False

    def run(self):
        while not self.gone and self.look():
            time.sleep(LOOK_EVERY_S)

    def look(self):
        try:
            with open(f"/proc/{self.pid}/status") as status:
                marks = dict(line.split(":", 1) for line in status if line.startswith("Vm"))
        except OSError:
            return False
        if "VmHWM" not in marks:
            return False
        self.peak_kb = max(self.peak_kb, int(marks["VmHWM"].split()[0]))
        return True


def pinned(call, core):
    return ["taskset", "-c", str(core), *call]


def timed(call, core, allowed=(0, 1)):
    """One run, standard output thrown away: wall and processor seconds from start to end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(pinned(call, core), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in allowed:
        said = done.stderr.decode(errors="replace")[-300:]
        raise ClockError(f"{' '.join(call[:3])} ended with {done.returncode}: {said}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "cpu_seconds": cpu}


def told(call, core):
    """One run of a program that times itself and prints a line of JSON."""
    done = subprocess.run(pinned(call, core), capture_output=True, text=True)
    if done.returncode:
        raise ClockError(f"{' '.join(call[:3])} ended with {done.returncode}: {done.stderr[-300:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def peak_of(call, core, feed=(), marks=()):
    """Peak memory in KB; with lines to feed, also what it was after so many lines (marks)."""
    process = subprocess.Popen(pinned(call, core), stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watch, seen = Watch(process.pid), {}
    watch.start()
    for count, line in enumerate(feed, 1):
        process.stdin.write(line)
        if count in marks:
            process.stdin.flush()
            seen[count] = watch.peak_kb
    process.stdin.close()
    code = process.wait()
    watch.gone = True
    watch.join()
    if code not in (0, 1):
        raise ClockError(f"{' '.join(call[:3])} ended with {code}")
    return watch.peak_kb, seen


def python_of(folder):
    path = os.path.join(folder, "bin", "python")
    return path if os.path.exists(path) else None
