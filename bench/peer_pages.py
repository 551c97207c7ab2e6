"""Times a page extractor over the files of a folder.

usage: peer_pages.py trafilatura|resiliparse FOLDER     prints {"seconds", "cpu_seconds", "pages"}
"""
import json
import os
import sys
import time


def extractor(name):
    if name == "trafilatura":
        import trafilatura
        return lambda page: trafilatura.extract(page, with_metadata=True)
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    return lambda page: extract_plain_text(HTMLTree.parse(page), main_content=True)


def read(path):
    with open(path, encoding="utf-8", errors="replace") as page:
        return page.read()


def main():
    folder = sys.argv[2]
    paths = sorted(os.path.join(at, n) for at, _, names in os.walk(folder) for n in names)
    extract = extractor(sys.argv[1])
    extract(read(paths[0]))
    seconds = cpu = 0
    for path in paths:  # one page held at a time, the clock stands still while it is read
        page = read(path)
        start, used = time.perf_counter(), time.process_time()
        extract(page)
        seconds += time.perf_counter() - start
        cpu += time.process_time() - used
    print(json.dumps({"seconds": seconds, "pages": len(paths), "cpu_seconds": cpu}))


main()
