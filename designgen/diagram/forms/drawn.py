"""Pictures of other forms than rows as scenes."""

from designgen.diagram.charts import Funnel, Sequence, Timeline
from designgen.diagram.forms.funnel import funnel_scene
from designgen.diagram.forms.sequence import sequence_scene
from designgen.diagram.forms.timeline import timeline_scene
from designgen.diagram.picture import Picture
from designgen.diagram.scene import Scene


def scene_of_chart(picture: Picture) -> Scene:
    """The scene of a picture with a chart. Raises ValueError without one."""
    match picture.chart:
        case Funnel():
            return funnel_scene(picture, picture.chart)
        case Sequence():
            return sequence_scene(picture, picture.chart)
        case Timeline():
            return timeline_scene(picture, picture.chart)
        case None:
            raise ValueError(f"picture {picture.id}: boxes in rows need a layout")
