"""Export the trained tagger: python -m training.export --weights FILE… --encoder DIR --out DIR

Of several files of weights the mean is taken (Wortsman et al. 2022, “Model soups”); with --start,
the weights lie between theirs and those of the model from which training went on, so that what it
knew is kept (the same authors, 2022, “Robust fine-tuning of zero-shot models”).

Writes what `reportedly.attribute` loads:
    attribution.onnx        encoder and cue head, int8 per channel on a fused graph
    attribution-roles.onnx  role head, asked with the cues that were found
    attribution.npz         transitions of the chain, weights of the embedding head
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.onnx_model import OnnxModel
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig

from training.model import Tagger
from training.start import shipped_weights

OPSET = 17
Start = tuple[Path, float]  # folder of a shipped model, share of the way back to it


class EncoderGraph(nn.Module):
    """pieces, marks, mask (b, t), firsts (b, w) -> cue scores (b, w, 3), words (b, w, hidden)."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(
        self, pieces: Tensor, marks: Tensor, mask: Tensor, firsts: Tensor
    ) -> tuple[Tensor, Tensor]:
        words = self.tagger.words(pieces, marks, mask, firsts)
        return self.tagger.cue(words), words


class RoleGraph(nn.Module):
    """words (b, w, hidden), anchor (k, hidden), index, mask, distances (k, n) -> both."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(
        self, words: Tensor, anchor: Tensor, index: Tensor, mask: Tensor, distances: Tensor
    ) -> tuple[Tensor, Tensor]:
        return self.tagger.roles(words, anchor, index, mask, distances)


def export(weights: Sequence[Path], encoder: Path, out: Path, start: Start | None = None) -> None:
    """Write the three files; raises if the int8 encoder strays from the float one."""
    out.mkdir(parents=True, exist_ok=True)
    torch.backends.mha.set_fastpath_enabled(False)  # it has no ONNX form
    config = BertConfig.from_pretrained(encoder, attn_implementation="eager")
    tagger = Tagger(config)
    tagger.load_state_dict(_between(_mean([load_file(path) for path in weights]), start))
    tagger.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder, "plain.onnx"), Path(folder, "fused.onnx")
        _export_encoder(tagger, plain)
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False  # the marks are added to the embeddings
        # Fused, these make the encoder a quarter slower on a CPU: see bench/RESULTS.md.
        options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False
        options.enable_bias_gelu = False
        model = optimizer.optimize_model(
            str(plain), model_type="bert", num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size, optimization_options=options,
        )  # fmt: skip
        _without_mask(model)
        model.save_model_to_file(str(fused))
        print({k: v for k, v in model.get_fused_operator_statistics().items() if v})
        quantize_dynamic(
            fused, out / "attribution.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
        roles = Path(folder, "roles.onnx")
        _export_roles(tagger, roles)
        quantize_dynamic(
            roles, out / "attribution-roles.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
        )  # fmt: skip
    np.savez(
        out / "attribution.npz",
        transitions=tagger.transitions.detach().numpy(),
        embed_weight=tagger.embed.weight.detach().numpy().astype(np.float16),
        embed_bias=tagger.embed.bias.detach().numpy(),
    )


def _mean(weights: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: sum(w[name] for w in weights) / len(weights) for name in weights[0]}


def _between(weights: dict[str, Tensor], start: Start | None) -> dict[str, Tensor]:
    """Return weights a share of the way back to those of a model that was there before."""
    if start is None:
        return weights
    folder, share = start
    before = shipped_weights(folder)
    return {name: (1 - share) * w + share * before[name].to(w.dtype) for name, w in weights.items()}


def _export_encoder(tagger: Tagger, path: Path) -> None:
    sample = (
        torch.randint(1000, 2000, (2, 12)), torch.zeros(2, 12, dtype=torch.long),
        torch.ones(2, 12, dtype=torch.long), torch.arange(1, 9).repeat(2, 1),
    )  # fmt: skip
    torch.onnx.export(
        EncoderGraph(tagger), sample, str(path), dynamo=False, opset_version=OPSET,
        input_names=["pieces", "marks", "mask", "firsts"], output_names=["cue", "words"],
        dynamic_axes={
            **{name: {0: "b", 1: "t"} for name in ("pieces", "marks", "mask")},
            **{name: {0: "b", 1: "w"} for name in ("firsts", "cue", "words")},
        },
    )  # fmt: skip


def _without_mask(model: OnnxModel) -> None:
    """Drop the mask of padding: windows go through one by one, and have none."""
    for node in model.get_nodes_by_op_type("Attention"):
        node.input[3] = ""
    model.prune_graph()
    for left in [i for i in model.model.graph.input if i.name == "mask"]:
        model.model.graph.input.remove(left)


def _export_roles(tagger: Tagger, path: Path) -> None:
    hidden = tagger.embed.weight.shape[0]
    sample = (
        torch.randn(2, 9, hidden), torch.randn(3, hidden), torch.arange(15).view(3, 5),
        torch.ones(3, 5, dtype=torch.bool), torch.arange(14, 19).repeat(3, 1),
    )  # fmt: skip
    torch.onnx.export(
        RoleGraph(tagger), sample, str(path), dynamo=False, opset_version=OPSET,
        input_names=["words", "anchor", "index", "mask", "distances"],
        output_names=["roles", "judgement"],
        dynamic_axes={
            "words": {0: "b", 1: "w"}, "anchor": {0: "k"}, "index": {0: "k", 1: "n"},
            "mask": {0: "k", 1: "n"}, "distances": {0: "k", 1: "n"},
            "roles": {0: "k", 1: "n"}, "judgement": {0: "k"},
        },
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of a shipped model, to lie near it")
    parser.add_argument("--back", type=float, default=0.3, help="share of the way back to --start")
    args = parser.parse_args()
    start = None if args.start is None else (args.start, args.back)
    export(args.weights, args.encoder, args.out, start)


if __name__ == "__main__":
    main()
