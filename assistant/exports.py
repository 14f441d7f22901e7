"""An answer in forms to be taken along. Pure: the answer in, text out.

Knows Markdown with footnotes, which most editors and content systems read.
"""

from assistant.dialogue import Answer, Citation


def footnotes(answer: Answer) -> str:
    """The answer as Markdown: each marker a footnote with the quote, its source, date, place and address."""
    lines = [f"# {answer.reading.standalone}", ""]
    for section in answer.sections:
        if len(answer.sections) > 1:
            lines += [f"## {section.heading}", ""]
        for sentence in section.sentences:
            lines += [sentence.text + "".join(f"[^{number}]" for number in sentence.citations), ""]
    lines += [f"*{notice}*\n" for notice in answer.notices]
    lines += [_footnote(citation) for citation in answer.citations]
    lines += [
        "",
        f"Corpus {answer.setting.version}, {answer.setting.sources} sources. Writer: {answer.setting.writer}.",
    ]
    return "\n".join(lines) + "\n"


def _footnote(citation: Citation) -> str:
    passage, source = citation.passage, citation.passage.source
    place = f", {passage.at}" if passage.at else ""
    return (
        f"[^{citation.number}]: “{citation.quote}” {source.author}, *{source.title}*, {source.publisher}, "
        f"{source.published.spoken()}{place}. {passage.voice.value}; stated {passage.stated.spoken()}. <{source.url}> "
        f"({passage.id}; quote {citation.verdict.value})"
    )
