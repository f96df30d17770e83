"""Train the tagger: python -m training.train --corpora DIR --encoder DIR --out DIR

Resumable: each epoch ends with a checkpoint, and a run that is started again
with the same --out goes on from the last one. CPU and CUDA.
"""

import argparse
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from reportedly.attribute import decode
from reportedly.attribute.network import INSIDE, reach
from reportedly.attribute.tagger import EACH_WAY
from training.augment import augment
from training.data import IGNORE, Document, Example, examples, load, load_pages
from training.embeddings import Targets
from training.model import Tagger, chain_loss
from training.nested import label_nested
from training.start import shipped_weights

BATCH = 16  # windows
LEARNING_RATES = {"encoder": 1e-4, "heads": 1e-3}
EMBED_WEIGHT = 0.5  # of the embedding head's loss beside the cue and role losses
JUDGE_WEIGHT = 0.3
LENGTHS = (192, 192, 192, 96)  # pieces of a document's windows: some texts are one paragraph long
LEAST_FALSE = 0.05  # probability of a cue from which on a false one is worth learning from
AVERAGE = 0.995  # decay of the running average of weights that is kept


def device_of() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def collate(batch: list[Example], device: torch.device) -> dict[str, Tensor]:
    """Pad a batch; `row` says to which window each cue and each span belongs."""
    t = max(len(e.window.pieces) for e in batch)
    w = max(len(e.window.starts) for e in batch)
    out = {
        "pieces": np.zeros((len(batch), t), np.int64),
        "marks": np.zeros((len(batch), t), np.int64),
        "mask": np.zeros((len(batch), t), np.int64),
        "firsts": np.zeros((len(batch), w), np.int64),
        "word_mask": np.zeros((len(batch), w), bool),
        "cue_tags": np.full((len(batch), w), IGNORE, np.int64),
    }
    rows, cues, roles, span_rows, spans, targets = [], [], [], [], [], []
    for i, e in enumerate(batch):
        out["pieces"][i, : len(e.window.pieces)] = e.window.pieces
        out["marks"][i, : len(e.window.pieces)] = e.window.marks
        out["mask"][i, : len(e.window.pieces)] = 1
        n = len(e.window.starts)
        out["firsts"][i, :n] = e.window.firsts
        out["word_mask"][i, :n] = True
        out["cue_tags"][i, :n] = e.cue_tags
        rows += [i] * len(e.cues)
        cues.append(e.cues)
        roles += [np.pad(tags, (0, w - n)) for tags in e.roles]
        span_rows += [i] * len(e.spans)
        spans.append(e.spans)
        targets.append(e.targets)
    out |= {
        "row": np.array(rows, np.int64),
        "cues": np.concatenate(cues),
        "roles": np.array(roles, np.int64).reshape(-1, w),
        "span_row": np.array(span_rows, np.int64),
        "spans": np.concatenate(spans),
        "targets": np.concatenate(targets),
    }
    return {key: torch.from_numpy(value).to(device) for key, value in out.items()}


def losses(model: Tagger, batch: dict[str, Tensor], targets: Tensor) -> dict[str, Tensor]:
    """Return the mean loss of each head."""
    words = model.words(batch["pieces"], batch["marks"], batch["mask"], batch["firsts"])
    scores = model.cue(words).float()
    out = {
        "cue": nn.functional.cross_entropy(
            scores.flatten(0, 1), batch["cue_tags"].flatten(), ignore_index=IGNORE
        )
    }
    row, cues = false_cues(scores.detach(), batch)
    n_true = len(batch["row"])
    row = np.concatenate([batch["row"].cpu().numpy(), row])
    cues = np.concatenate([batch["cues"].cpu().numpy(), cues])
    if len(row):
        around = reach(cues, batch["word_mask"].sum(1).cpu().numpy()[row], EACH_WAY)
        at, mask, distances, rows = (
            torch.from_numpy(a).to(words.device)
            for a in (around.index, around.mask, around.distances, row)
        )
        index = rows[:, None] * words.shape[1] + at
        is_cue = (distances == INSIDE).to(words.dtype)
        near = words.flatten(0, 1)[index]
        anchor = (is_cue[:, None, :] @ near)[:, 0] / is_cue.sum(1, keepdim=True)
        found, judged = model.roles(words, anchor, index, mask, distances)
        right = (torch.arange(len(row), device=words.device) < n_true).float()
        judgement = nn.functional.binary_cross_entropy_with_logits(judged.float(), right)
        out["judge"] = JUDGE_WEIGHT * judgement
        if n_true:
            tags = batch["roles"].gather(1, at[:n_true])
            nll = chain_loss(found[:n_true], tags, mask[:n_true], model.transitions)
            out["role"] = nll.mean() / 20  # about the number of words that are not plainly O
    if len(batch["spans"]):
        vectors = model.span_vectors(words, batch["span_row"], batch["spans"]).float()
        out["embed"] = EMBED_WEIGHT * (1 - (vectors * targets[batch["targets"]]).sum(-1)).mean()
    return out


def false_cues(
    scores: Tensor, batch: dict[str, Tensor]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (f,) windows and (f, 2) words of what the cue head takes for cues and is none.

    They are what the role head learns to turn down: its own encoder's mistakes.
    """
    found = []
    lengths = batch["word_mask"].sum(1).tolist()
    tags = batch["cue_tags"].cpu().numpy()
    for row, (part, length) in enumerate(zip(scores.cpu().numpy(), lengths, strict=True)):
        found += [
            (cue.probability, row, cue.first, cue.last)
            for cue in decode.cues(part, length, LEAST_FALSE)
            if not tags[row, cue.first : cue.last].any()  # neither labelled nor left open
        ]
    most = max(16, len(batch["row"]) // 2)
    kept = np.array([f[1:] for f in sorted(found, reverse=True)[:most]], np.int64).reshape(-1, 3)
    return kept[:, 0], kept[:, 1:]


def epoch_batches(
    documents: list[Document], targets: Targets, epoch: int, plan: "Plan"
) -> list[list[Example]]:
    """Return the epoch's batches: documents augmented and cut anew, alike lengths together."""
    rng = random.Random(f"{plan.seed}/{epoch}")
    found: list[Example] = []
    for index, document in enumerate(documents):
        if not document.nested_known and rng.random() >= plan.share:
            continue
        changed = augment(document, rng)
        lines = [i + 1 for i, c in enumerate(changed.text[:1200]) if c == "\n"]
        offset = rng.choice([0, *lines]) if epoch else 0
        same = changed.text == document.text
        cut = examples(changed, offset, rng.choice(LENGTHS))
        found += [targets.attach(example, index) for example in cut] if same else cut
    rng.shuffle(found)
    chunk = BATCH * 20
    batches = []
    for low in range(0, len(found), chunk):
        part = sorted(found[low : low + chunk], key=lambda e: len(e.window.pieces))
        batches += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
    rng.shuffle(batches)
    return batches


def optimizer_of(model: Tagger, scale: float) -> torch.optim.AdamW:
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder")]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": scale * LEARNING_RATES["encoder"]},
            {"params": heads, "lr": scale * LEARNING_RATES["heads"]},
        ],
        weight_decay=0.01,
    )


@dataclass(frozen=True)
class Plan:
    """How to train: `start` is the folder of a shipped model to go on from."""

    epochs: int
    seed: int
    rate: float  # times LEARNING_RATES
    start: Path | None = None
    share: float = 1.0  # of the corpus's documents, drawn anew in each epoch; our pages are all in


def train(corpora: Path, encoder: Path, out: Path, plan: Plan) -> None:
    """Train over PolNeAR's training part and our pages; writes OUT/averaged.safetensors."""
    epochs = plan.epochs
    torch.manual_seed(plan.seed)
    out.mkdir(parents=True, exist_ok=True)
    device = device_of()
    documents = load(corpora / "polnear/train.jsonl") + load_pages()
    targets = Targets.make(documents, encoder, out / "targets.npy", device)
    if plan.start is not None:
        print(json.dumps({"nested": label_nested(documents, plan.start)}), flush=True)
    vectors = torch.from_numpy(targets.vectors.astype(np.float32)).to(device)
    config = BertConfig.from_pretrained(encoder, attention_probs_dropout_prob=0.0)
    model = Tagger(config).to(device)
    pretrained = BertModel.from_pretrained(encoder, add_pooling_layer=False)
    model.encoder.load_state_dict(pretrained.state_dict())
    if plan.start is not None:
        model.load_state_dict(model.state_dict() | shipped_weights(plan.start))
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    optimizer = optimizer_of(model, plan.rate)
    windows = sum((1.0 if d.nested_known else plan.share) * len([*examples(d)]) for d in documents)
    steps_per_epoch = math.ceil(windows / BATCH) + 8
    total = steps_per_epoch * epochs
    warm = int(0.06 * total)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm))),
    )
    first, step = 0, 0
    state_path = out / "state.pt"
    if state_path.exists():
        state = torch.load(state_path, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average, first, step = state["average"], state["epoch"] + 1, state["step"]
    trained = [*model.state_dict().values()]
    averaged = [average[name] for name in model.state_dict()]
    for epoch in range(first, epochs):
        model.train()
        began = time.time()
        sums: dict[str, float] = {}
        batches = epoch_batches(documents, targets, epoch, plan)
        for index, examples_ in enumerate(batches):
            batch = collate(examples_, device)
            # On CPUs without matrix units bfloat16 is slower than float, and coarser.
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                parts = losses(model, batch, vectors)
            loss = torch.stack([*parts.values()]).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(AVERAGE, step / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(averaged, trained, 1 - decay)
            for key, value in parts.items():
                sums[key] = sums.get(key, 0.0) + float(value.detach())
            if index % 25 == 24 or index == len(batches) - 1:
                line = {k: round(v / (index + 1), 4) for k, v in sums.items()}
                seconds = round(time.time() - began)
                print(
                    json.dumps(
                        {"epoch": epoch, "step": index + 1, "of": len(batches), "s": seconds} | line
                    ),
                    flush=True,
                )
        save_file(
            {k: v.contiguous() for k, v in average.items()}, out / f"epoch{epoch}.safetensors"
        )
        temporary = state_path.with_suffix(".new")
        torch.save(
            {"model": model.state_dict(), "optimizer": optimizer.state_dict(),
             "schedule": schedule.state_dict(), "average": average, "epoch": epoch, "step": step},
            temporary,
        )  # fmt: skip
        temporary.replace(state_path)
    save_file(load_file(out / f"epoch{epochs - 1}.safetensors"), out / "averaged.safetensors")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual learning rates")
    parser.add_argument("--start", type=Path, help="folder of a shipped model to go on from")
    parser.add_argument("--share", type=float, default=1.0, help="of the corpus, in each epoch")
    args = parser.parse_args()
    plan = Plan(args.epochs, args.seed, args.rate, args.start, args.share)
    train(args.corpora, args.encoder, args.out, plan)


if __name__ == "__main__":
    main()
