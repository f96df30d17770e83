"""Targets of the embedding head: the published sentence encoder's own vectors.

Fine-tuning an encoder spoils it for comparing sentences. The embedding head is
taught to give, from the fine-tuned encoder in its context, the vector that the
untouched encoder gives to the sentence alone, so that one pass serves both.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertModel

from reportedly.attribute.encode import tokenizer
from training.data import Document, Example

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"’')\]]*(?=\s)|(?=\n|$))")
MAX_TARGET_PIECES = 64


@dataclass
class Targets:
    """Per document, character spans and the rows of `vectors` (n, 384) they have."""

    spans: list[list[tuple[int, int, int]]]
    vectors: NDArray[np.float16]

    @classmethod
    def make(
        cls, documents: list[Document], encoder: Path, cache: Path, device: torch.device
    ) -> "Targets":
        spans: list[list[tuple[int, int, int]]] = []
        texts: list[str] = []
        for document in documents:
            rows = []
            found = {(m.start(), m.end()) for m in _SENTENCE.finditer(document.text)}
            found |= {(a, b) for i in document.attributions for a, b in i["content"]}
            for a, b in sorted(found):
                if 20 <= b - a <= 400:
                    rows.append((a, b, len(texts)))
                    texts.append(document.text[a:b])
            spans.append(rows)
        if cache.exists():
            return cls(spans, np.load(cache))
        model = BertModel.from_pretrained(encoder, add_pooling_layer=False).to(device).eval()
        vectors = encode(model, texts, device)
        np.save(cache, vectors)
        return cls(spans, vectors)

    def attach(self, example: Example, index: int) -> Example:
        """Add the spans of document `index` that lie whole in the example's window."""
        w = example.window
        spans, rows = [], []
        for a, b, row in self.spans[index]:
            if a < w.starts[0] or b > w.ends[-1] + 2:
                continue
            first = int(np.searchsorted(w.ends, a, "right"))
            last = int(np.searchsorted(w.starts, b, "left"))
            if first < last:
                spans.append((first, last))
                rows.append(row)
        return replace(
            example,
            spans=np.array(spans, np.int64).reshape(-1, 2),
            targets=np.array(rows, np.int64),
        )


def encode(model: BertModel, texts: list[str], device: torch.device) -> NDArray[np.float16]:
    """Return (n, 384) unit vectors: mean of the last layer over all pieces."""
    encodings = [tokenizer().encode(text).ids[:MAX_TARGET_PIECES] for text in texts]
    order = sorted(range(len(texts)), key=lambda i: len(encodings[i]))
    out = np.zeros((len(texts), model.config.hidden_size), np.float16)
    for low in range(0, len(order), 128):
        part = order[low : low + 128]
        width = max(len(encodings[i]) for i in part)
        ids = torch.tensor(
            [encodings[i] + [0] * (width - len(encodings[i])) for i in part], device=device
        )
        mask = torch.tensor(
            [[1] * len(encodings[i]) + [0] * (width - len(encodings[i])) for i in part],
            device=device,
        )
        with (
            torch.no_grad(),
            torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"),
        ):
            hidden = model(input_ids=ids, attention_mask=mask)[0].float()
        mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        out[part] = torch.nn.functional.normalize(mean, dim=-1).cpu().numpy().astype(np.float16)
    return out
