"""Text of sources and models, made harmless for a page that renders Markdown.

Pure. A passage may hold anything: an image that calls home, HTML, a link, a directive of Streamlit. Escaped, it is
shown character by character.
"""

import re

# Every character that CommonMark, its extensions or Streamlit's own directives could read as markup may be escaped.
_MARKUP = re.compile(r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]")
_CODE = re.compile(r"`([^`\s](?:[^`]*[^`\s])?)`")
_SPACE = re.compile(r"\s+")


def escaped(text: str) -> str:
    """One line of Markdown that renders as exactly these words."""
    return _MARKUP.sub(lambda match: "\\" + match.group(), _SPACE.sub(" ", text).strip())


def message(text: str) -> str:
    """As escaped, for messages of our own: what stands between backticks is code, a new line is one."""
    return "  \n".join(_coded(line) for line in text.splitlines())


def _coded(line: str) -> str:
    pieces = _CODE.split(line)
    return "".join(f"`{piece}`" if number % 2 else _piece(piece) for number, piece in enumerate(pieces)).strip()


def highlighted(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """As escaped, with the characters of the spans marked. Spans are ordered and do not overlap."""
    parts, position = [], 0
    for start, end in spans:
        parts += [_piece(text[position:start]), _marked(text[start:end])]
        position = end
    return "".join([*parts, _piece(text[position:])]).strip()


def _marked(text: str) -> str:
    return _spaced(text, f":blue-background[{escaped(text)}]")


def _piece(text: str) -> str:
    return _spaced(text, escaped(text))


def _spaced(text: str, markdown: str) -> str:
    """The Markdown of a text with one space on either side where the text has any: escaping folds it away."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * before}{markdown}{' ' * after}" if text.strip() else " " * bool(text)
