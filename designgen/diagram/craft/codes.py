"""The codes of what is wrong with a drawing."""

CODES = {
    "D001": "text on other text",
    "D002": "a label on a box",
    "D003": "a label on an arrowhead",
    "D004": "a label on the border of a panel",
    "D005": "a line through a box where it does not end",
    "D006": "text that has no room in its box",
    "D007": "two boxes on each other",
    "D008": "a line through text, or under the label of another line",
    "D009": "two lines on each other",
    "D010": "a line over the arrowhead of another",
    "D011": "a drawing wider than 1000 px",
    "D012": "more boxes than can be read",
    "D013": "something outside of the drawing",
    "D014": "text too small where a page shows the drawing 690 px wide",
    "D015": "text of too little contrast",
    "D016": "boxes of one row that are not level",
    "D017": "a kind of line or a mark that the legend does not explain",
    "D018": "a label that found no place",
    "D019": "text that has lost its end",
}
