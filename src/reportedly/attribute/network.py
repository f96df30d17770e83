"""The shipped network: the one place that knows ONNX Runtime."""

import json
import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from reportedly.attribute.encode import Window
from reportedly.errors import ModelError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# A fusion whose kernel for CPUs is slower than the parts that it joins, by a fifth of the whole.
SLOWER = ["SkipLayerNormFusion"]
FILES = ("attribution.onnx", "attribution-roles.onnx", "attribution.npz", "attribution.json")


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one size: `b` windows, `t` pieces, `w` words."""

    pieces: Ints  # (b, t)
    marks: Ints  # (b, t)
    mask: Ints  # (b, t) 1 where a piece is
    firsts: Ints  # (b, w)
    word_mask: NDArray[np.bool_]  # (b, w)


@dataclass(frozen=True, slots=True)
class Reach:
    """`k` cues, and the up to `n` words around each in which its roles are sought."""

    starts: Ints  # (k,) the first such word, counted in its window
    index: Ints  # (k, n) positions among the batch's b * w words; padded with the last
    mask: NDArray[np.bool_]  # (k, n)
    cues: Ints  # (k, 2) the cue, [start, end) among its n words


def reach(row: Ints, cues: Ints, word_mask: NDArray[np.bool_], each_way: int) -> Reach:
    """Return the words at most `each_way` before and behind the start of each cue.

    Args:
        row: (k,) window of each cue; cues: (k, 2) its words [start, end) there.
        word_mask: (b, w), true where a word is.
        each_way: words, >= 1.
    """
    lengths = word_mask.sum(1)[row]
    starts = np.maximum(cues[:, 0] - each_way, 0)
    stops = np.minimum(cues[:, 0] + each_way, lengths)
    at = starts[:, None] + np.arange((stops - starts).max())
    mask = at < stops[:, None]
    index = row[:, None] * word_mask.shape[1] + np.minimum(at, stops[:, None] - 1)
    inside = np.minimum(cues, stops[:, None]) - starts[:, None]
    return Reach(starts, index, mask, inside)


def pad(windows: list[Window]) -> Batch:
    """Stack windows into one batch."""
    rows = len(windows)
    t = max(len(w.pieces) for w in windows)
    n = max(len(w.starts) for w in windows)
    batch = Batch(
        pieces=np.zeros((rows, t), np.int64),
        marks=np.zeros((rows, t), np.int64),
        mask=np.zeros((rows, t), np.int64),
        firsts=np.zeros((rows, n), np.int64),
        word_mask=np.zeros((rows, n), np.bool_),
    )
    for i, window in enumerate(windows):
        pieces, words = len(window.pieces), len(window.starts)
        batch.pieces[i, :pieces] = window.pieces
        batch.marks[i, :pieces] = window.marks
        batch.mask[i, :pieces] = 1
        batch.firsts[i, :words] = window.firsts
        batch.word_mask[i, :words] = True
    return batch


class Network:
    """Encoder, cue head, role head and embedding head, ready to be asked.

    `threads` is how many windows are to be read at a time; 0 for as many as there are cores.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        for name in FILES:
            if not folder.joinpath(name).is_file():
                raise ModelError(f"the model file {name} is missing: install reportedly again")
        options = onnxruntime.SessionOptions()
        # One thread a run, and several runs at once: splitting the arithmetic of one window
        # between cores costs a quarter more.
        options.intra_op_num_threads = 1
        self.threads = threads or _cores()
        options.log_severity_level = 3
        providers = ["CPUExecutionProvider"]
        try:
            self._encoder, self._roles = (
                onnxruntime.InferenceSession(
                    str(folder / name), options, providers=providers, disabled_optimizers=SLOWER
                )
                for name in FILES[:2]
            )
        except Exception as error:  # ONNX Runtime has no base class for its errors
            raise ModelError(f"the model cannot be loaded: {error}") from error
        with np.load(folder / FILES[2], allow_pickle=False) as heads:
            self.transitions: Floats = heads["transitions"].astype(np.float32)
            self._embed_weight: Floats = heads["embed_weight"].astype(np.float32)
            self._embed_bias: Floats = heads["embed_bias"].astype(np.float32)
        self.settings: dict[str, float] = json.loads((folder / FILES[3]).read_text("utf-8"))[
            "decoding"
        ]

    def encode(self, batch: Batch) -> tuple[Floats, Floats]:
        """Return cue scores (b, w, 3) and word vectors (b, w, hidden)."""
        cue, words = self._encoder.run(
            None,
            {
                "pieces": batch.pieces,
                "marks": batch.marks,
                "mask": batch.mask,
                "firsts": batch.firsts,
            },
        )
        return cue, words

    def roles(self, words: Floats, reach: Reach) -> tuple[Floats, Floats]:
        """Return (k, n, tags) scores of each word's role for each cue, and (k,) the judgement.

        The judgement is the log-odds that the cue is one, once its roles have been looked at.

        Args:
            words: (b, w, hidden), of `encode`.
            reach: the cues, and the words that each of them looks at.
        """
        flat = words.reshape(-1, words.shape[-1])
        at = np.arange(reach.index.shape[1])[None, :]
        inside = (at >= reach.cues[:, :1]) & (at < reach.cues[:, 1:])
        anchor = np.stack([flat[i[m]].mean(0) for i, m in zip(reach.index, inside, strict=True)])
        scores, judgement = self._roles.run(
            None,
            {
                "words": words,
                "anchor": anchor,
                "index": reach.index,
                "mask": reach.mask,
                "cues": reach.cues,
            },
        )
        return scores, judgement

    def embed(self, means: Floats) -> NDArray[np.int8]:
        """Return (s, hidden) int8 sentence vectors from mean word vectors (s, hidden).

        The float vectors have length 1; 127 stands for 0.25 (508 to one), which
        hardly any component of a unit vector of this width exceeds.
        """
        # Not "@": for so small a product the threads of BLAS cost more than all the rest.
        vectors = np.einsum("ij,kj->ik", means, self._embed_weight) + self._embed_bias
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
        scaled: NDArray[np.int8] = np.clip(np.rint(vectors * 508), -127, 127).astype(np.int8)
        return scaled


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def shipped(threads: int = 0) -> Network:
    """Return the network that comes with the package, loaded once."""
    with as_file(files("reportedly.data")) as folder:
        return Network(folder, threads)
