"""Lets a real system read the documents that DocumentsForSystemsTest has written, and compares what it writes itself.

    python read_documents.py keras keras_3.15.json          documents of the version of Keras 3 that is installed
    python read_documents.py tf_keras tf_keras.json         documents of tf-keras
    python read_documents.py legacy tf_keras_legacy.json    documents of TensorFlow 2 before 2.13

The texts must be the same, the order of keys and the digits of numbers included. Layers that the system refuses are counted
by its reason. Ends with the exit status 1 if a text differs.
"""

import collections
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

system, file = sys.argv[1:]

if system == "keras":
    import keras

    read = keras.saving.deserialize_keras_object
    write = keras.saving.serialize_keras_object
    version = keras.__version__
else:
    import tf_keras
    try:
        from tf_keras.src.saving import serialization_lib
        from tf_keras.src.saving.legacy import serialization
    except ImportError:
        from tf_keras.saving import serialization_lib
        from tf_keras.saving.legacy import serialization

    version = getattr(tf_keras, "__version__", "")
    if system == "legacy":
        write = serialization.serialize_keras_object

        def read(document):
            return tf_keras.layers.deserialize(document, use_legacy_format=True)

    else:
        read = serialization_lib.deserialize_keras_object
        write = serialization_lib.serialize_keras_object

with open(file) as documents:
    documents = json.load(documents)


def forgotten(document):
    """The document without what the system reads and forgets to write (ConfigQuirk.KEYS_LEFT_OUT)."""
    copy = json.loads(json.dumps(document))
    if system != "keras":
        copy["config"].pop("synchronized", None)
        copy["config"].pop("fused", None)
        return copy
    for value in copy["config"].values():
        if isinstance(value, dict) and value.get("class_name", "").startswith("Identity"):
            value["config"].clear()
    return copy


def written(layer):
    """What the system writes; in the older form, which tf-keras no longer has for the objects in a layer, without modules."""
    text = json.dumps(write(layer), default=lambda wrapper: wrapper.__wrapped__)
    return json.dumps(json.loads(text, object_hook=without_modules)) if system == "legacy" else text


def without_modules(value):
    return {key: member for key, member in value.items() if key not in ("module", "registered_name")}


same, different, refused = 0, 0, collections.Counter()
for document in documents:
    # Building changes the document of TensorFlow's layers, which we do on request only.
    document.pop("build_config", None)
    expected = json.dumps(forgotten(document))
    try:
        layer = read(document)
    except Exception as reason:
        refused[type(reason).__name__ + ": " + str(reason).strip().split("\n")[-1][:150]] += 1
        continue
    found = written(layer)
    if found == expected:
        same += 1
    else:
        different += 1
        print("ours:   " + expected + "\ntheirs: " + found)

for reason, count in refused.most_common():
    print(f"refused {count} times: {reason}")
print(f"{system} {version}: {same} the same, {different} different, {sum(refused.values())} refused")
sys.exit(different > 0)
