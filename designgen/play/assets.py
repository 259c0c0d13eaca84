"""The scripts and data that the pages of the playground share."""

from designgen.catalog import Knowledge
from designgen.play.model import model_file
from designgen.play.picture import picture_file
from designgen.play.program import program_file
from designgen.play.texts import text_files

FOLDER = "assets/play"


def play_files(knowledge: Knowledge, framework: str) -> dict[str, str]:
    """Path in the site -> text: the program, the model, and texts that a page loads when somebody asks for them."""
    model, asked = model_file(knowledge, framework)
    texts = {f"texts/{name}": text for name, text in text_files(knowledge, framework).items()}
    files = {"program": program_file(knowledge, asked), "model": model, "picture": picture_file(knowledge), **texts}
    return {f"{FOLDER}/{name}.js": text for name, text in files.items()}
