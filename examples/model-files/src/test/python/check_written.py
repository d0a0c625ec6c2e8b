"""Lets Keras, PyTorch, ONNX, h5py and NumPy read the files that WrittenFilesTest has left in target/written.

Needs keras, tensorflow, torch, safetensors, onnx, h5py and numpy. Run it in examples/model-files, after the test.
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import h5py
import keras
import numpy as np
import onnx
import onnx.numpy_helper
from safetensors.torch import load_file

MODELS = "src/test/resources/models/"
WRITTEN = "target/written/"
FACTOR = 2


def is_of_batch_normalization(name):
    return name.rsplit(".", 1)[0] in {"features.1", "head_norm"} and not name.endswith("num_batches_tracked")


def check(name, found, expected):
    np.testing.assert_array_equal(np.asarray(found), np.asarray(expected), err_msg=name)


named = {"norm.gamma": [[0.5, -1], [2, 3]], "half": [1.5, 65504], "double": np.pi}
types = {"norm.gamma": np.float32, "half": np.float16, "double": np.float64}
with np.load(WRITTEN + "named.npz") as arrays:
    assert set(arrays) == set(named)
    for name, values in named.items():
        assert arrays[name].dtype == types[name]
        check(name, arrays[name], np.array(values, types[name]))
tensors = load_file(WRITTEN + "named.safetensors")
for name, values in named.items():
    check(name, tensors[name], np.array(values, types[name]))
check("brain", tensors["brain"].float(), [-0.5])

original, changed = load_file(MODELS + "torch-modules.safetensors"), load_file(WRITTEN + "torch-modules.safetensors")
for name in original:
    check(name, changed[name], original[name] * (FACTOR if is_of_batch_normalization(name) else 1))

original, changed = onnx.load(MODELS + "torch-modules.onnx"), onnx.load(WRITTEN + "torch-modules.onnx")
onnx.checker.check_model(changed)
pairs = zip(original.graph.initializer, changed.graph.initializer)
doubled = 0
for before, after in pairs:
    before, after, name = onnx.numpy_helper.to_array(before), onnx.numpy_helper.to_array(after), before.name
    factor = FACTOR if is_of_batch_normalization(name) else 1
    doubled += factor == FACTOR
    check(name, after, before * factor)
assert doubled > 0

original = keras.saving.load_model(MODELS + "keras3-branches.keras")
weights = keras.saving.load_model(MODELS + "keras3-branches.keras")
weights.load_weights(WRITTEN + "keras3-branches.weights.h5")
for model in [
    keras.saving.load_model(WRITTEN + "keras3-branches.keras"),
    keras.saving.load_model(WRITTEN + "keras3-branches.h5", compile=False),
    weights,
]:
    for before, after in zip(original.layers, model.layers):
        factor = FACTOR if isinstance(before, keras.layers.BatchNormalization) else 1
        for one, other in zip(before.weights, after.weights):
            check(one.path, other.numpy(), one.numpy() * factor)

with h5py.File(WRITTEN + "tfkeras-mlp.h5") as file:
    assert "bn_a" in file["model_weights"]
print("all read as written")
