"""Writes the models of the tests with the systems themselves: python3 make_models.py FOLDER

Needs keras, tensorflow, torch, onnx, h5py, numpy and safetensors. Beside each model stands NAME-io.npz: an input x and
what every layer gives for it in inference (out_LAYER), and for Keras the variables (LAYER.VARIABLE).
"""

import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
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


def save_keras(name, model, shape, legacy=True):
    randomize(model)
    record(name, model, shape)
    model.save(path(name + ".keras"))
    model.save_weights(path(name + ".weights.h5"))
    if legacy:
        model.save(path(name + ".h5"))


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
        save_keras("keras3-" + policy.replace("_", "-"), model, (6,), legacy=policy != "bfloat16")


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


keras.utils.set_random_seed(20)
convolutions()
channels_first_and_frozen()
nested()
many()
precisions()
torch_modules()
arrays()
