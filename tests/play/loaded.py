"""The playground's modules with all that the build makes for them: program, model and every text."""

from functools import cache

import quickjs

from designgen.play.model import model_file
from designgen.play.program import program_file
from designgen.play.texts import text_files
from tests.play.modules import runner
from tests.shipped import knowledge

FRAMEWORK = "seven_steps"


@cache
def files() -> tuple[str, str, tuple[str, ...]]:
    """The program, the model and the texts."""
    model, texts = model_file(knowledge(), FRAMEWORK)
    return program_file(knowledge(), texts), model, tuple(text_files(knowledge(), FRAMEWORK).values())


def loaded(*names: str, without: str = "") -> quickjs.Context:
    """A context as that of `runner`, in which a script `completed(designgen, designgenModel)` finds everything but one text."""
    context = runner("model.js", *names)
    program, model, texts = files()
    for file in (program, model, 'need("model.js");', *(text for text in texts if text != without)):
        context.eval(file)
    return context
