"""Weights of a shipped model, to go on training from them.

The shipped files hold int8 weights. Taken back to floats they are a start as
good as the run that made them: the rounding costs less than one epoch mends.
"""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from reportedly.attribute.network import FILES

_QUANTIZED = "_quantized"
_TAGGER = "tagger."


def shipped_weights(folder: Path) -> dict[str, Tensor]:
    """Return the tagger's weights by name; those that the files lack are left out."""
    found = _encoder(folder / FILES[0]) | _roles(folder / FILES[1])
    with np.load(folder / FILES[2], allow_pickle=False) as heads:
        found["transitions"] = torch.from_numpy(heads["transitions"])
        found["embed.weight"] = torch.from_numpy(heads["embed_weight"].astype(np.float32))
        found["embed.bias"] = torch.from_numpy(heads["embed_bias"])
    return found


def _tensors(path: Path) -> tuple[dict[str, Tensor], list[tuple[str, Tensor]]]:
    """Return a graph's weights that kept their names, and those that did not, in graph order."""
    raw = {i.name: numpy_helper.to_array(i) for i in onnx.load(str(path)).graph.initializer}
    named, nameless = {}, []
    for name, value in raw.items():
        if name.endswith(_QUANTIZED):
            stem = name.removesuffix(_QUANTIZED)
            zero = raw[stem + "_zero_point"].astype(np.float32)
            real = torch.from_numpy((value.astype(np.float32) - zero) * raw[stem + "_scale"])
            if stem.startswith(_TAGGER) and not stem.endswith("_Transposed"):
                named[stem.removeprefix(_TAGGER)] = real
            else:
                nameless.append((stem, real.T.contiguous()))  # as torch keeps a linear layer
        elif name.startswith(_TAGGER) and not name.endswith(("_scale", "_zero_point")):
            named[name.removeprefix(_TAGGER)] = torch.from_numpy(value.copy())
        elif re.fullmatch(r"Attention_\d+_qkv_bias", name):
            nameless.append((name, torch.from_numpy(value.copy())))
    return named, nameless


def _encoder(path: Path) -> dict[str, Tensor]:
    named, nameless = _tensors(path)
    layer = "encoder.encoder.layer.{}."
    for name, value in nameless:
        if match := re.fullmatch(r"Attention_(\d+)_qkv_(weight|bias)", name):
            parts = zip(("query", "key", "value"), value.chunk(3), strict=True)
            for part, mine in parts:
                where = layer.format(match.group(1)) + f"attention.self.{part}.{match.group(2)}"
                named[where] = mine.contiguous()
    plain = _linear(nameless, lambda name: name.startswith("onnx::MatMul"))
    inside = ("attention.output.dense", "intermediate.dense", "output.dense")
    places = [layer.format(i) + f"{name}.weight" for i in range(len(plain) // 3) for name in inside]
    places += ["cue.0.weight", "cue.3.weight"]
    return named | dict(zip(places, plain, strict=True))


def _roles(path: Path) -> dict[str, Tensor]:
    named, nameless = _tensors(path)
    by_name = {name: value for name, value in nameless if "_Transposed" in name}
    for name, value in by_name.items():
        named[name.removeprefix(_TAGGER).removesuffix("_Transposed")] = value
    plain = _linear(nameless, lambda name: name.startswith("onnx::MatMul"))
    inside = ("self_attn.in_proj_weight", "self_attn.out_proj.weight", "linear1.weight")
    inside += ("linear2.weight",)
    layers = len(plain) // len(inside)
    places = ["word.weight"]
    places += [f"mixer.layers.{i}.{name}" for i in range(layers) for name in inside]
    places.append("role.weight")
    return named | dict(zip(places, plain, strict=True))


def _linear(nameless: list[tuple[str, Tensor]], wanted: Callable[[str], bool]) -> list[Tensor]:
    """Return the matrices that lost their names, in the order in which the graph uses them."""
    mine = [(int(re.findall(r"\d+", name)[-1]), value) for name, value in nameless if wanted(name)]
    return [value for _, value in sorted(mine, key=lambda item: item[0])]
