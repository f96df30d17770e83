"""The network: one encoder, and small heads that share its single pass.

    pieces, marks ─encoder→ a vector a word ─cue head→ B/I/O of cues
                                            ├role head→ for each cue, a role for each word,
                                            │           and whether it is a cue at all
                                            └embedding head→ a sentence vector for any span

The role head is asked once a cue: a narrow transformer sees every word of the
window together with that cue and its distance, and a linear chain (CRF)
decides, so that contents come out whole rather than in fragments. Since it is
asked by cue and not by word, contents may overlap and nest. Having seen what
there would be to attribute, it also judges whether the cue is one.
"""

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from reportedly.attribute.encode import N_MARKS
from reportedly.attribute.network import FARTHEST, INSIDE

CUE_TAGS = ("O", "B", "I")
ROLE_TAGS = ("O", "CUE", "B-source", "I-source", "B-content", "I-content")
ROLE_TAGS += ("B-addressee", "I-addressee")
WIDTH = 128  # of the role head: 20 % of the encoder's cost at six cues a window
HEADS = 4  # of attention in the role head; none of it is dropped out in training, which
# would cost as much as the layer
DISTANCES = INSIDE + FARTHEST + 1  # buckets of signed distance to the cue


class Attention(nn.Module):
    """Self-attention over the words of each row, written so that it exports with any size."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)
        nn.init.xavier_uniform_(self.in_proj_weight)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        rows, words, width = x.shape
        mixed = nn.functional.linear(x, self.in_proj_weight, self.in_proj_bias)
        q, k, v = mixed.view(rows, words, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(q, k, v, hidden)
        out: Tensor = self.out_proj(seen.transpose(1, 2).reshape(rows, words, width))
        return out


class Layer(nn.Module):
    """A transformer layer that normalises first."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.self_attn = Attention(width)
        self.linear1 = nn.Linear(width, 3 * width)
        self.linear2 = nn.Linear(3 * width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        x = x + self.self_attn(self.norm1(x), hidden)
        out: Tensor = x + self.linear2(nn.functional.gelu(self.linear1(self.norm2(x))))
        return out


class Mixer(nn.Module):
    """Layers that let the words of a window see each other once more, with the cue in mind."""

    def __init__(self, width: int, layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(width) for _ in range(layers))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        # Added to the scores: a mask of truth values exports as four times the work.
        hidden = (1 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Tagger(nn.Module):
    """Encoder and heads. Shapes: b windows, t pieces, w words, k cues."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        hidden = config.hidden_size
        self.marks = nn.Embedding(N_MARKS, hidden)
        nn.init.zeros_(self.marks.weight)
        self.cue = nn.Sequential(
            nn.Linear(hidden, hidden), nn.GELU(), nn.Dropout(0.1),
            nn.Linear(hidden, len(CUE_TAGS)),
        )  # fmt: skip
        self.embed = nn.Linear(hidden, hidden)
        nn.init.eye_(self.embed.weight)
        self.word = nn.Linear(hidden, WIDTH)
        self.anchor = nn.Linear(hidden, 2 * WIDTH)
        self.distance = nn.Embedding(DISTANCES, WIDTH)
        self.mixer = Mixer(WIDTH, layers=2)
        self.drop = nn.Dropout(0.1)
        self.role = nn.Linear(WIDTH, len(ROLE_TAGS))
        self.judge = nn.Linear(WIDTH, 1)
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_TAGS), len(ROLE_TAGS)))

    def words(self, pieces: Tensor, marks: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """Return (b, w, hidden): the encoder's vector of each word's first piece."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.marks(marks)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask)[0]
        index = firsts[:, :, None].expand(-1, -1, hidden.shape[-1])
        return hidden.gather(1, index)

    def roles(
        self, words: Tensor, anchor: Tensor, index: Tensor, mask: Tensor, distances: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return what the role head says of each cue.

        Args:
            words: (b, w, hidden).
            anchor: (k, hidden) mean of the cue's words.
            index: (k, n) words to look at, as positions in the b * w words.
            mask: (k, n), true where there is a word.
            distances: (k, n) bucket of each word's distance to the cue.

        Returns:
            (k, n, tags) scores of the role that each word has for the cue; (k,) the log-odds
            that the cue is one.
        """
        scale, shift = self.anchor(anchor).chunk(2, -1)
        narrow = self.word(words).flatten(0, 1)[index]
        x = narrow * (1 + scale[:, None]) + shift[:, None]
        x = x + self.distance(distances)
        x = self.drop(self.mixer(self.drop(x), mask))
        inside = (distances == INSIDE).to(x.dtype)
        mean = (inside[:, None, :] @ x)[:, 0] / inside.sum(1, keepdim=True)
        return self.role(x), self.judge(mean)[:, 0]

    def span_vectors(self, words: Tensor, row: Tensor, spans: Tensor) -> Tensor:
        """Return (s, hidden): unit vectors of word spans [start, end), for matching."""
        at = torch.arange(words.shape[1], device=spans.device)[None, :]
        inside = ((at >= spans[:, :1]) & (at < spans[:, 1:])).to(words.dtype)
        mean = (inside[:, None, :] @ words[row])[:, 0] / inside.sum(1, keepdim=True)
        return nn.functional.normalize(self.embed(mean), dim=-1)


def chain_loss(scores: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Return (k,) the negative log-likelihood of `tags` (k, w) under a linear chain.

    Source: Lafferty, McCallum and Pereira 2001.
    """
    scores = scores.float()
    gold = scores.gather(2, tags[:, :, None])[:, :, 0]
    steps = transitions[tags[:, :-1], tags[:, 1:]]
    score = (gold * mask).sum(1) + (steps * mask[:, 1:]).sum(1)
    alpha = scores[:, 0]
    for i in range(1, scores.shape[1]):
        after = torch.logsumexp(alpha[:, :, None] + transitions, 1) + scores[:, i]
        alpha = torch.where(mask[:, i, None], after, alpha)
    return torch.logsumexp(alpha, 1) - score
