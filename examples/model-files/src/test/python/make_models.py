"""Writes the models of the tests with the systems themselves: python3 make_models.py FOLDER

Needs keras, tensorflow, torch, onnx, h5py, numpy and safetensors. Beside each model stands NAME-io.npz: an input x and
what every layer gives for it in inference (out_LAYER), and for Keras the variables (LAYER.VARIABLE).
"""

import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import h5py
import keras
import numpy as np
import onnx
import torch
from keras import layers
from safetensors.torch import save_file

folder = sys.argv[1]
random = np.random.default_rng(20)


def path(name):
    return os.path.join(folder, name)


def as_numpy(value):
    value = keras.ops.convert_to_numpy(value)
    return value.astype(np.float32) if value.dtype.name == "bfloat16" else value


def randomize(model):
    """Trained values, so that no variable has the value it started with."""
    for layer in model._flatten_layers():
        if isinstance(layer, keras.Model):
            continue
        for variable in layer.variables:
            if not str(variable.dtype).startswith(("float", "bfloat")):
                continue
            low, high = (0.3, 2.0) if "variance" in variable.name or "stddev" in variable.name else (-1.0, 1.0)
            variable.assign(random.uniform(low, high, variable.shape))


def record(name, model, shape):
    x = random.normal(size=(3,) + shape).astype(np.float32)
    record = {"x": x}
    flat = [layer for layer in model.layers if not isinstance(layer, layers.InputLayer)]
    outputs = keras.Model(model.inputs, [layer.output for layer in flat])(x, training=False)
    for layer, output in zip(flat, outputs if isinstance(outputs, (list, tuple)) else [outputs]):
        record["out_" + layer.name] = as_numpy(output)
        for variable in layer.variables:
            record[f"{layer.name}.{variable.path.split('/')[-1]}"] = as_numpy(variable)
    np.savez(path(name + "-io.npz"), **record)


def save_keras(name, model, shape, endings=(".keras", ".weights.h5", ".h5")):
    randomize(model)
    record(name, model, shape)
    for ending in endings:
        save = model.save_weights if ending == ".weights.h5" else model.save
        save(path(name + ending))


def convolutions():
    x = keras.Input((6, 5, 3), name="image")
    a = layers.Conv2D(4, 3, name="stem")(x)
    a = layers.BatchNormalization(epsilon=1e-5, momentum=0.9, name="stem_norm")(a)
    b = layers.ReLU(name="relu")(a)
    b = layers.SeparableConv2D(4, 1, name="separable")(b)
    b = layers.BatchNormalization(scale=False, gamma_regularizer="l2", name="left")(b)
    c = layers.BatchNormalization(center=False, scale=False, name="right")(a)
    y = layers.Add(name="sum")([b, c])
    y = layers.LayerNormalization(name="layer_norm")(y)
    y = layers.GlobalAveragePooling2D(name="pool")(y)
    y = layers.Dense(2, name="head")(y)
    save_keras("keras3-branches", keras.Model(x, y), (6, 5, 3))


def channels_first_and_frozen():
    x = keras.Input((4, 3, 2))
    y = layers.BatchNormalization(axis=1, gamma_initializer="uniform", beta_constraint="non_neg")(x)
    frozen = layers.BatchNormalization(axis=2, name="frozen", trainable=False)
    y = layers.BatchNormalization(axis=-1, renorm=True, name="renormalized")(frozen(y))
    save_keras("keras3-axes", keras.Model(x, y), (4, 3, 2))


def nested():
    inner = keras.Sequential(
        [keras.Input((5,)), layers.Dense(4, name="inner_dense"), layers.BatchNormalization(name="inner_norm")], name="inner"
    )
    x = keras.Input((5,))
    y = inner(x)
    y = layers.BatchNormalization(name="outer_norm")(y)
    model = keras.Model(x, y)
    save_keras("keras3-nested", model, (5,))


def many():
    model = keras.Sequential([keras.Input((7,))])
    for i in range(12):
        model.add(layers.BatchNormalization(name=f"norm_{i}", epsilon=1e-3 * (i + 1)))
    save_keras("keras3-many", model, (7,))


def precisions():
    for policy in ["float64", "float16", "mixed_float16", "mixed_bfloat16", "bfloat16"]:
        model = keras.Sequential([keras.Input((6,)), layers.BatchNormalization(name="norm", dtype=policy)])
        save_keras("keras3-" + policy.replace("_", "-"), model, (6,), endings=[".keras"])


class Torch(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.features = torch.nn.Sequential(
            torch.nn.Conv2d(2, 6, 3, groups=2),
            torch.nn.BatchNorm2d(6, eps=1e-3),
            torch.nn.ReLU(),
            torch.nn.GroupNorm(2, 6),
        )
        self.pool = torch.nn.AdaptiveAvgPool2d(1)
        self.flatten = torch.nn.Flatten()
        self.head_norm = torch.nn.BatchNorm1d(6)

    def forward(self, x):
        return self.head_norm(self.flatten(self.pool(self.features(x))))


def torch_modules():
    torch.manual_seed(3)
    model = Torch()
    for name, value in model.state_dict().items():
        if value.is_floating_point():
            torch.nn.init.uniform_(value, 0.3 if name.endswith("var") else -1.0, 1.5)
    model.eval()
    x = torch.randn(2, 2, 7, 7)
    record = {"x": x.numpy()}

    def remember(name):
        return lambda module, given, output: record.update({"out_" + name: output.detach().numpy()})

    for name, module in model.named_modules():
        if name:
            module.register_forward_hook(remember(name))
    with torch.no_grad():
        model(x)
    name = path("torch-modules")
    np.savez(name + "-io.npz", **record)
    save_file(model.state_dict(), name + ".safetensors")
    torch.onnx.export(
        model, (x,), name + ".onnx", dynamo=False, do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE
    )


def arrays():
    np.savez(
        path("arrays.npz"),
        f16=np.array([1.5, -0.25, 65504, np.inf], np.float16),
        f32=np.arange(6, dtype=np.float32).reshape(2, 3) / 7,
        f64=np.array(np.pi),
        big_endian=np.array([1.25, -2], ">f8"),
        fortran=np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)),
        empty=np.zeros((0, 3), np.float32),
        i64=np.array([-1, 2**62]),
        u8=np.array([255, 0], np.uint8),
        boolean=np.array([True, False]),
    )
    np.savez_compressed(path("compressed.npz"), a=np.tile(np.arange(4, dtype=np.float32), 50))


def hdf5_structures():
    def file(name, **options):
        return h5py.File(path("hdf5-" + name + ".h5"), "w", **options)

    values = np.arange(6, dtype=np.float32).reshape(2, 3)
    with file("types") as f:
        for kind in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">f4", ">f8", ">i2"]:
            f["little/" + kind if kind[0] != ">" else "big/" + kind[1:]] = np.array([1, 2, 100], kind)
        f["scalar"] = np.float32(0.5)
        f["nothing"] = np.zeros((0, 4), np.float32)
        f["null"] = h5py.Empty("f4")
        f["text"] = "not a tensor"
        f["truth"] = np.array([True, False])
        f.create_group("group").attrs["x"] = 1
        f.attrs["one"] = "a text"
        f.attrs["several"] = [b"a", b"bc"]
        f.attrs["number"] = 7
    with file("many") as f:
        for i in range(20):
            f[f"layers/layer_{i}/vars/0"] = np.full(2, i, np.float32)
        for i in range(400):
            f[f"names/name_{i}"] = f["layers/layer_7/vars/0"]
    with file("latest", libver="latest") as f:
        for i in range(40):
            f[f"layers/layer_{i}/vars/0"] = np.full(2, i, np.float32)
            f["layers"].attrs[f"attribute_{i}"] = "x" * i
    with file("tracked", track_order=True) as f:
        group = f.create_group("layers", track_order=True)
        for i in range(12):
            group[f"{i}"] = np.full(2, i, np.float32)
            group.attrs[f"attribute_{i}"] = f"text {i}"
    with file("long-text") as f:
        f.attrs["model_config"] = "x" * 70_000
    with file("compact") as f:
        space = h5py.h5s.create_simple((3,))
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_layout(h5py.h5d.COMPACT)
        dataset = h5py.h5d.create(f.id, b"compact", h5py.h5t.IEEE_F32LE, space, plist)
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1, 2, 3], np.float32))
    with file("two-names") as f:
        f["a"] = values
        f["b"] = f["a"]
    with file("circle") as f:
        f["a/b"] = values
        f["a/c"] = f["a"]
    with file("chunked") as f:
        f.create_dataset("a", data=values, chunks=(1, 3), compression="gzip")
    with file("bomb") as f:
        f.create_dataset("a", shape=(1 << 20, 1 << 20), dtype="f4", chunks=(1 << 10, 1 << 10), compression="gzip")
    with file("unwritten") as f:
        f.create_dataset("a", shape=(1 << 12, 1 << 12), dtype="f4")
    with file("soft-link") as f:
        f["a"] = values
        f["b"] = h5py.SoftLink("/a")
    with file("external-link") as f:
        f["a"] = h5py.ExternalLink("/etc/hostname", "/a")
    with file("deep") as f:
        group = f
        for _ in range(70):
            group = group.create_group("g")
    with file("user-block", userblock_size=512) as f:
        f["a"] = values
    with file("compound") as f:
        f["a"] = np.zeros(2, [("x", "f4"), ("y", "i4")])


def onnx_tensors():
    import ml_dtypes
    from onnx import TensorProto, helper, numpy_helper

    numbers = [1.5, -2.0, 0.25]
    initializers = [
        helper.make_tensor("float_data", TensorProto.FLOAT, [3], numbers),
        helper.make_tensor("double_data", TensorProto.DOUBLE, [3], numbers),
        helper.make_tensor("float16_data", TensorProto.FLOAT16, [3], numbers),
        helper.make_tensor("bfloat16_data", TensorProto.BFLOAT16, [3], numbers),
        helper.make_tensor("int64_data", TensorProto.INT64, [2], [-1, 1 << 40]),
        helper.make_tensor("string_data", TensorProto.STRING, [1], [b"no tensor"]),
        numpy_helper.from_array(np.array(numbers, np.float32), "raw"),
        numpy_helper.from_array(np.array(numbers).astype(ml_dtypes.bfloat16), "raw_bfloat16"),
        numpy_helper.from_array(np.float32(3), "scalar"),
        numpy_helper.from_array(np.zeros((0, 2), np.float32), "empty"),
    ]
    ones = numpy_helper.from_array(np.ones(3, np.float32), "")
    nodes = [
        helper.make_node("Constant", [], ["constant"], value=ones),
        helper.make_node("Identity", ["raw"], ["alias"]),
        helper.make_node("BatchNormalization", ["x", "constant", "alias", "float_data", "raw"], ["y"], name="norm"),
        helper.make_node("BatchNormalization", ["y", "x", "x", "x", "x"], ["z"], name="computed"),
    ]
    value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", 3, 4])
    graph = helper.make_graph(nodes, "graph", [value("x")], [value("z")], initializers)
    onnx.save(helper.make_model(graph, producer_name="make_models"), path("onnx-tensors.onnx"))
    big = helper.make_graph([], "graph", [], [], [numpy_helper.from_array(np.ones(2000, np.float32), "elsewhere")])
    onnx.save_model(
        helper.make_model(big),
        path("onnx-elsewhere.onnx"),
        save_as_external_data=True,
        location="onnx-elsewhere.data",
        size_threshold=0,
    )
    os.remove(path("onnx-elsewhere.data"))


keras.utils.set_random_seed(20)
convolutions()
channels_first_and_frozen()
nested()
many()
precisions()
torch_modules()
arrays()
hdf5_structures()
onnx_tensors()
