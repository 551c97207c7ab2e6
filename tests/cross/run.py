"""The reader on another kind of processor: builds it for 64-bit ARM, runs it emulated, and
compares every label with this processor's. Exit 77 (skipped) where the compiler or the
emulator is missing.

    python3 tests/cross/run.py FOLDER      (for what is built; run from anywhere)
"""
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMPILER, EMULATOR = "aarch64-linux-gnu-gcc", "qemu-aarch64"
BASE = ["arena", "fault", "mapped", "str"]
MODEL = ["arcs", "crf", "decode", "encoder", "encoder_take", "kernels", "kernels_avx2", "kernels_amx", "kernels_avx512",
         "kernels_dot", "kernels_neon", "kernels_plain", "kernels_sse2", "kernels_vnni", "best", "lineup", "links", "model", "network", "reader",
         "take", "tree", "vocabulary", "weights", "windows", "wordpieces"]
FLAGS = ["-std=gnu17", "-O2", "-ffp-contract=off", "-D_GNU_SOURCE", "-DXXH_INLINE_ALL", f'-DTEST_ROOT="{ROOT}"',
         f"-I{ROOT}/src", f"-I{ROOT}/tests/cross"]
OWN = {"kernels_avx2": ["-mavx2"], "kernels_vnni": ["-mavx2", "-mavxvnni"],
       "kernels_amx": ["-mavx512f", "-mavx512bw", "-mavx512dq", "-mavx512vl", "-mavx512vnni", "-mamx-tile", "-mamx-int8"],
       "kernels_avx512": ["-mavx512f", "-mavx512bw", "-mavx512dq", "-mavx512vl", "-mavx512vnni"],
       "kernels_dot": ["-march=armv8.2-a+dotprod"]}


def machine_of(compiler):
    return subprocess.run([compiler, "-dumpmachine"], stdout=subprocess.PIPE, check=True, text=True).stdout.split("-")[0]


def compiled(compiler, folder, sources):
    """Objects of these sources."""
    os.makedirs(folder, exist_ok=True)
    shutil.copy("/usr/include/xxhash.h", folder)
    arm, objects = machine_of(compiler) == "aarch64", []
    for source in sources:
        base = os.path.basename(source).removesuffix(".c")
        own = [] if arm == ("dot" not in base) else OWN.get(base, [])
        objects.append(f"{folder}/{os.path.relpath(source, ROOT).replace('/', '_')}.o")
        subprocess.run([compiler, *FLAGS, f"-I{folder}", *own, "-c", source, "-o", objects[-1]], check=True)
    return objects


def linked(compiler, folder, name, objects):
    subprocess.run([compiler, "-static", "-o", f"{folder}/{name}", *objects, "-lm"], check=True)
    return f"{folder}/{name}"


def output(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="")
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}")
    return done.stdout


def main():
    missing = [t for t in (COMPILER, EMULATOR) if not shutil.which(t)]
    if missing:
        print(f"skipped: no {', '.join(missing)}")
        return 77
    arm, here = (os.path.join(sys.argv[1], "cross", name) for name in ("arm", "here"))
    parts = [f"{ROOT}/src/base/{n}.c" for n in BASE] + [f"{ROOT}/src/model/{n}.c" for n in MODEL]
    parts.append(f"{ROOT}/tests/cross/text.c")
    tests = [f"{ROOT}/tests/model/kernels.c", f"{ROOT}/tests/cross/digest.c"]
    *arm_parts, kernels, digest = compiled(COMPILER, arm, parts + tests)
    output([EMULATOR, "-cpu", "max", linked(COMPILER, arm, "kernels", [*arm_parts, kernels])])
    program = linked(COMPILER, arm, "digest", [*arm_parts, digest])
    lines = output([EMULATOR, "-cpu", "max", program]) + output([EMULATOR, "-cpu", "cortex-a53", program])
    lines += output([linked("gcc", here, "digest", compiled("gcc", here, [*parts, tests[1]]))])
    results = {line.split(None, 1)[1] for line in lines.splitlines()}
    names = {line.split()[0] for line in lines.splitlines()}
    if len(results) != 2 or not {"plain", "neon", "dot"} <= names:
        sys.exit("the labels differ, or a version of the kernels did not run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
