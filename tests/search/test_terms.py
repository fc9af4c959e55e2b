"""Fields are keys wherever terms are: equal ones meet, also those that came from another process."""

import pickle
import subprocess
import sys

from search.terms import FIELDS, Field, Layer, Part


def test_fields_of_one_part_and_layer_are_one_key() -> None:
    assert {Field(Part.BODY, Layer.GRAMS): 1}[Field(Part.BODY, Layer.GRAMS)] == 1
    assert len(set(FIELDS)) == len(Part) * len(Layer)


def test_a_field_sent_to_another_process_is_the_same_key_there() -> None:
    script = (
        "import pickle, sys; from search.terms import Field, Layer, Part\n"
        "sent = pickle.loads(sys.stdin.buffer.read())\n"
        "assert {Field(Part.PAIR, Layer.STEMS): 1}[sent] == 1\n"
    )
    sent = pickle.dumps(Field(Part.PAIR, Layer.STEMS))
    subprocess.run([sys.executable, "-c", script], input=sent, check=True)


def test_a_field_is_named_by_part_and_layer() -> None:
    assert Field(Part.BODY, Layer.GRAMS).name == "body_grams"
