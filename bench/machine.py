"""How far attribution is from what one core can do: python -m bench.machine

Measured are multiplications of int8 matrices (ONNX Runtime's MatMulInteger, of the size of
a large product and of the encoder's own products) and the copying of memory; counted are
the multiplications of the shipped encoder for one window of 256 pieces, and the bytes of
its weights. From these follow the fewest seconds that a window could take; beside them
stand those that the encoder takes, and those of a whole attribution of the same texts.
Each number is the best of several runs on one core.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import time
from collections.abc import Callable
from importlib.resources import files

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from reportedly import pipeline
from reportedly.records import Article

PIECES, TIMES = 256, 5
STORY = "examples/story"


def best(work: Callable[[], object], times: int = TIMES) -> float:
    """Return the fewest seconds of some runs."""
    work()
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def session(model: bytes | str) -> onnxruntime.InferenceSession:
    """Return a model that runs on one core."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def operations(rows: int, inner: int, columns: int) -> float:
    """Return the multiplications and additions a second of int8 matrices of that size."""
    weights = np.random.default_rng(0).integers(-127, 127, (inner, columns), np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "b"], ["c"])],
        "product",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, [rows, inner])],
        [helper.make_tensor_value_info("c", TensorProto.INT32, [rows, columns])],
        [helper.make_tensor("b", TensorProto.INT8, [inner, columns], weights.tobytes(), raw=True)],
    )
    opsets = [helper.make_opsetid("", 17)]
    made = session(helper.make_model(graph, opset_imports=opsets, ir_version=9).SerializeToString())
    data = np.random.default_rng(1).integers(0, 255, (rows, inner), np.uint8)
    again = max(1, int(2e9 / (rows * inner * columns)))
    spent = best(lambda: [made.run(None, {"a": data}) for _ in range(again)])
    return 2.0 * rows * inner * columns * again / spent


def copying() -> float:
    """Return the bytes a second that are read and written where memory is copied."""
    source = np.zeros(2**25, np.float64)
    target = np.empty_like(source)
    return 2 * source.nbytes / best(lambda: np.copyto(target, source))


def products(path: str) -> list[tuple[int, int, str]]:
    """Return the matrices of weights that a model multiplies by: rows, columns, kind of number."""
    graph = onnx.load(path).graph
    kinds = TensorProto.DataType.Name
    shapes = {t.name: (tuple(t.dims), kinds(t.data_type)) for t in graph.initializer}
    found = []
    for node in graph.node:
        if "MatMul" in node.op_type or node.op_type in ("Gemm", "Attention", "QAttention"):
            for name in node.input:
                dims, kind = shapes.get(name, ((), ""))
                if len(dims) == 2 and min(dims) > 1:
                    found.append((int(dims[0]), int(dims[1]), kind))
    return found


def main() -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    peak = operations(2048, 2048, 2048)
    print(f"int8, product of 2,048 by 2,048        {peak / 1e9:8.0f} billion operations a second")
    for rows, inner, columns in ((PIECES, 384, 384), (PIECES, 384, 1536), (PIECES, 1536, 384)):
        speed = operations(rows, inner, columns)
        print(f"int8, {rows} pieces, {inner:,} by {columns:,}".ljust(38), f"{speed / 1e9:8.0f}")
    stream = copying()
    print(f"memory copied                          {stream / 1e9:8.1f} GB a second")

    path = str(files("reportedly.data").joinpath("attribution.onnx"))
    weights = products(path)
    work = 2.0 * PIECES * sum(rows * columns for rows, columns, _ in weights)
    held = sum(rows * columns * (1 if "INT8" in kind else 4) for rows, columns, kind in weights)
    least = max(work / peak, held / stream)
    print(f"\none window of {PIECES} pieces: {work / 1e9:.2f} billion operations")
    print(f"weights: {held / 2**20:.1f} MiB")
    tell("the fewest seconds", least, least)
    encoder = session(path)
    rng = np.random.default_rng(2)
    given = {
        "pieces": rng.integers(1000, 20000, (1, PIECES)),
        "marks": np.zeros((1, PIECES), np.int64),
        "firsts": np.arange(0, PIECES - 60)[None],
    }
    spent = best(lambda: encoder.run(None, given), 20)
    tell("the encoder takes", spent, least)
    whole(least, spent)


def whole(least: float, spent: float) -> None:
    """Print what attribution takes for a window's pieces, and which part of it the encoder is."""
    from reportedly.attribute.encode import windows
    from reportedly.attribute.tagger import attribute_articles

    texts = pipeline.read(STORY, on_error=lambda _: None)
    long = [
        Article(id=f"{n}-{a.id}", text=f"{a.text}\n\n{n}", language="en")
        for n in range(6)
        for a in texts
    ]
    pieces = sum(len(window.pieces) for a in long for window in windows(a.text))
    took = best(lambda: attribute_articles(long), 2) * PIECES / pieces
    tell("attribution takes", took, least)
    print(f"of which the encoder is {100 * spent / took:.0f} %")


def tell(what: str, seconds: float, least: float) -> None:
    """Print one line on a window."""
    speed = f"{1000 * seconds:8.1f} ms: {PIECES / seconds:,.0f} pieces a second"
    print(f"{what:38} {speed}, {100 * least / seconds:.0f} % of the limit")


if __name__ == "__main__":
    main()
