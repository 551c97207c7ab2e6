#!/usr/bin/env python3
"""The mean of trained readers that began from the same weights ("model soup": Wortsman et al.
2022), which often reads better than each.

    python3 training/mean.py OUT.pt ONE.pt TWO.pt [...]
"""
import sys

import torch


def main(out, *paths):
    kept = [torch.load(path, weights_only=False) for path in paths]
    mean = dict(kept[0])
    mean["state"] = {name: sum(k["state"][name] for k in kept) / len(kept) for name in kept[0]["state"]}
    torch.save(mean, out)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__.strip())
    main(*sys.argv[1:])
