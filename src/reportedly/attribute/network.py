"""The shipped network: the one place that knows ONNX Runtime."""

import json
import math
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

INSIDE = FARTHEST = 16  # buckets of distance
_FAR = 6 * 2**5  # words, from which on all is one bucket
_BUCKET = np.array([
    d if d <= 6 else min(FARTHEST, 6 + int(2 * math.log2(d / 6))) for d in range(_FAR + 1)
], np.int64)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """`k` cues, and the up to `n` words around each in which its roles are sought."""

    starts: Ints  # (k,) the first such word, counted in its window
    index: Ints  # (k, n) words of the window; padded with the last
    mask: NDArray[np.bool_]  # (k, n)
    distances: Ints  # (k, n) bucket of each word's distance to the cue: see `distance_buckets`


def reach(cues: Ints, lengths: Ints, each_way: int) -> Reach:
    """Return the words at most `each_way` before and behind the start of each cue.

    Args:
        cues: (k, 2) words [start, end) of the cue's window.
        lengths: (k,) words that the window has.
        each_way: words, >= 1.
    """
    starts = np.maximum(cues[:, 0] - each_way, 0)
    stops = np.minimum(cues[:, 0] + each_way, lengths)
    at = starts[:, None] + np.arange((stops - starts).max())
    distances = distance_buckets(at, np.minimum(cues, stops[:, None]))
    return Reach(starts, np.minimum(at, stops[:, None] - 1), at < stops[:, None], distances)


def distance_buckets(at: Ints, cues: Ints) -> Ints:
    """Return (k, n) buckets of signed distance, 0 to 32: 16 inside the cue, 15 one word before it.

    Exact up to six words, then two buckets each time that the distance doubles.

    Args:
        at: (k, n) words; cues: (k, 2) words [start, end).
    """
    before = np.maximum(cues[:, :1] - at, 0)
    after = np.maximum(at - cues[:, 1:] + 1, 0)
    found: Ints = INSIDE - _BUCKET[np.minimum(before, _FAR)] + _BUCKET[np.minimum(after, _FAR)]
    return found


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

    def encode(self, window: Window) -> tuple[Floats, Floats]:
        """Return cue scores (w, 3) and word vectors (w, hidden) of a window.

        One at a time: int8 arithmetic scales all that goes through together alike, and the
        exported graph has no mask for padding, which costs a fortieth of its time.
        """
        cue, words = self._encoder.run(
            None,
            {
                "pieces": window.pieces[None],
                "marks": window.marks[None],
                "firsts": window.firsts[None],
            },
        )
        return cue[0], words[0]

    def roles(self, words: Floats, reach: Reach) -> tuple[Floats, Floats]:
        """Return (k, n, tags) scores of each word's role for each cue, and (k,) the judgement.

        The judgement is the log-odds that the cue is one, once its roles have been looked at.

        Args:
            words: (w, hidden), of `encode`.
            reach: the cues, and the words that each of them looks at.
        """
        inside = reach.distances == INSIDE
        anchor = np.stack([words[i[m]].mean(0) for i, m in zip(reach.index, inside, strict=True)])
        scores, judgement = self._roles.run(
            None,
            {
                "words": words[None],
                "anchor": anchor,
                "index": reach.index,
                "mask": reach.mask,
                "distances": reach.distances,
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
