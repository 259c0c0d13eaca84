"""What the user asked: YAML files read into specs, each mistake with its place.

    load_spec(path, knowledge, sets) -> Spec       one file, with `--set` on top
    load_specs(paths, knowledge, sets) -> specs    files and folders
    spec_in(table, shown, knowledge) -> Spec       a table inside another file
    spec_schema(knowledge) -> dict                 JSON Schema for editors
    with_value(text, name, value) -> text          one value changed, and nothing around it
    new_spec(...) -> text                          a commented file to start from
"""

from designgen.spec.codes import CODES
from designgen.spec.edit import with_value
from designgen.spec.load import load_spec, load_specs, of_one_id, parse_spec, presets_of, spec_files, spec_in
from designgen.spec.model import Spec, Value
from designgen.spec.names import unknown_fact
from designgen.spec.new import new_spec
from designgen.spec.overrides import values_of
from designgen.spec.schema import spec_schema
from designgen.spec.values import read_answer, read_text, written

__all__ = [
    "CODES", "Spec", "Value", "load_spec", "load_specs", "new_spec", "of_one_id", "parse_spec", "presets_of", "read_answer",
    "read_text", "spec_files", "spec_in", "spec_schema", "unknown_fact", "values_of", "with_value", "written",
]  # fmt: skip
